namespace Infra.Tests.EndToEnd.Internet.Acme;

/// <summary>That a certificate was signed.</summary>
/// <param name="At">When.</param>
/// <param name="Names">For which names, sorted.</param>
/// <param name="Account">Address of the account, as an issuer's status has it.</param>
/// <param name="SerialNumber">Its number, in hexadecimals.</param>
internal sealed record IssuedCertificate(DateTimeOffset At, IReadOnlyList<string> Names, string Account, string SerialNumber);
