using System.Collections.Concurrent;

namespace Infra.Tests.EndToEnd.Internet.Acme;

/// <summary>What an authority did, for a scenario to read.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentQueue<IssuedCertificate> _issued = new();
    private readonly ConcurrentQueue<AcmeFailure> _failures = new();

    public IReadOnlyCollection<IssuedCertificate> Issued => _issued;

    public IReadOnlyCollection<AcmeFailure> Failures => _failures;

    public void Add(IReadOnlyList<string> names, Account account, string serialNumber) =>
        _issued.Enqueue(new IssuedCertificate(DateTimeOffset.UtcNow, names, account.Url, serialNumber));

    public void Add(string subject, AcmeProblem problem) =>
        _failures.Enqueue(new AcmeFailure(DateTimeOffset.UtcNow, subject, $"{problem.Type}: {problem.Message}"));
}
