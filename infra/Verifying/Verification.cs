using System.Collections.Immutable;
using Infra.Clusters;

namespace Infra.Verifying;

/// <summary>Runs checks against a live cluster.</summary>
internal static class Verification
{
    /// <summary>Probes at once. Kubernetes lets one client have some dozens of requests in flight before it makes others wait.</summary>
    private const int AtOnce = 12;

    /// <summary>Runs them.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="checks">The checks.</param>
    /// <param name="progress">Told how many probes have ended, and how many there are; from any thread, one call at a time.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>A result for each check, in their order, whatever the order of the answers.</returns>
    public static async Task<ImmutableArray<LiveResult>> RunAsync(
        LiveCluster cluster, ImmutableArray<LiveCheck> checks, Action<int, int> progress, CancellationToken cancellation)
    {
        var probes = checks.SelectMany(check => check.Probes(cluster).Select(probe => (Check: check, Probe: probe))).ToList();
        var seen = new ImmutableArray<Observation>[probes.Count];
        var ended = 0;
        var turn = new Lock();
        progress(0, probes.Count);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, probes.Count, options, async (index, token) =>
        {
            seen[index] = await AskAsync(probes[index].Probe, token).ConfigureAwait(false);
            lock (turn) progress(++ended, probes.Count);
        }).ConfigureAwait(false);

        var byCheck = probes.Zip(seen, (pair, observations) => (pair.Check, Observations: observations)).ToLookup(pair => pair.Check.Id);
        return
        [
            .. checks.Select(check => new LiveResult(
                check, byCheck[check.Id].Count(), [.. byCheck[check.Id].SelectMany(pair => pair.Observations)])),
        ];
    }

    // An answer in a form that nobody expects tells nothing, like an error.
    private static async Task<ImmutableArray<Observation>> AskAsync(Probe probe, CancellationToken cancellation)
    {
        try
        {
            return [.. await probe.Ask(cancellation).ConfigureAwait(false)];
        }
        catch (ClusterException failure)
        {
            return [new Obstacle(probe.Where, failure.Message.TrimEnd('.'))];
        }
        catch (Exception failure) when (failure is InvalidOperationException or KeyNotFoundException or FormatException
            or NullReferenceException)
        {
            return [new Obstacle(probe.Where, $"the answer isn't understood ({failure.Message.TrimEnd('.')})")];
        }
    }
}
