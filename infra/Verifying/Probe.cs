namespace Infra.Verifying;

/// <summary>A check at one place.</summary>
/// <param name="Where">The place, for what can't be told there.</param>
/// <param name="Ask">Asks the cluster. Probes run side by side, in any order.</param>
internal sealed record Probe(string Where, Func<CancellationToken, Task<IEnumerable<Observation>>> Ask);
