using Infra.Clusters;

namespace Infra.Verifying.Isolation;

/// <summary>A request that must be refused.</summary>
/// <param name="Text">What it is: a part of a sentence, such as <c>a pod that names its node</c>.</param>
/// <param name="Request">The request.</param>
/// <param name="Expected">Who may refuse it.</param>
internal sealed record Attack(string Text, DryRun Request, params Refusal[] Expected)
{
    /// <summary>
    /// Whether it is about an object that may go by itself between the list and the attack, as a CronJob's pod does. Default no.
    /// </summary>
    public bool MayMissIt { get; init; }

    /// <summary>Tries attacks one after the other.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="where">The place, for messages.</param>
    /// <param name="attacks">The attacks.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<IEnumerable<Observation>> TryAsync(
        LiveCluster cluster, string where, IEnumerable<Attack> attacks, CancellationToken cancellation)
    {
        var seen = new List<Observation>();
        foreach (var attack in attacks)
        {
            // One that can't be tried leaves the others.
            try
            {
                var answer = await cluster.TryAsync(attack.Request, cancellation).ConfigureAwait(false);
                var isGone = attack.MayMissIt && answer.Status == 404
                    && await IsGoneAsync(cluster, attack.Request, cancellation).ConfigureAwait(false);
                seen.AddRange(isGone
                    ? [new Note(where, $"{attack.Text} wasn't tried: {attack.Request.Kind} {attack.Request.Name} has ended meanwhile")]
                    : attack.Judge(where, answer));
            }
            catch (ClusterException failure)
            {
                seen.Add(new Obstacle(where, $"{attack.Text}: {failure.Message.TrimEnd('.')}"));
            }
        }

        return seen;
    }

    private static async Task<bool> IsGoneAsync(LiveCluster cluster, DryRun request, CancellationToken cancellation) =>
        await cluster.FindAsync(request.ApiVersion, request.Kind, request.Namespace, request.Name, cancellation).ConfigureAwait(false)
            is null;

    private IEnumerable<Observation> Judge(string where, ApiAnswer answer)
    {
        if (Expected.Any(refusal => refusal.Is(answer))) yield break;
        var meant = string.Join(" or ", Expected.Select(refusal => refusal.By));
        if (answer.Succeeded)
            yield return new Fault(where, $"admits {Text}", $"look whether {meant} is as planned (check objects-as-planned)");
        else if (Refusal.IsOne(answer))
        {
            yield return new Fault(
                where, $"refuses {Text} not by {meant}, but says: {answer.Message}",
                    "see why that one is silent (check objects-as-planned)");
        }
        else
            yield return new Obstacle(where, $"{Text} was answered with {answer.Status}: {answer.Message.TrimEnd('.')}");
    }
}
