namespace Infra.Tests.EndToEnd.Internet.Acme;

/// <summary>Why somebody has no certificate.</summary>
/// <param name="At">When it was found.</param>
/// <param name="Subject">The names that it is about; of an order that was refused, the account.</param>
/// <param name="Reason">ACME's word and the detail.</param>
internal sealed record AcmeFailure(DateTimeOffset At, string Subject, string Reason);
