namespace Infra.Tests.EndToEnd.Internet.Acme;

/// <summary>How far accounts, orders and authorizations are (https://datatracker.ietf.org/doc/html/rfc8555#section-7.1.6).</summary>
internal enum AcmeStatus
{
    Pending,
    Ready,
    Processing,
    Valid,
    Invalid,
    Deactivated,
}
