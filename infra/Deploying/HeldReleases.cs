using System.Collections.Immutable;
using System.Text.Json;

namespace Infra.Deploying;

/// <summary>Releases that Helm refuses to touch, as an earlier run was killed within them, and how to free them.</summary>
internal static class HeldReleases
{
    /// <summary>What the URN of a release contains.</summary>
    public const string ReleaseType = ":helm.sh/v3:Release::";

    // What Helm says, and which of the release's records stand in the way.
    private static readonly ImmutableDictionary<string, string> Refusals = ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create("cannot re-use a name that is still in use", ""),
        KeyValuePair.Create("another operation (install/upgrade/rollback) is in progress", ",status in (pending-upgrade,pending-rollback)"),
    ]);

    /// <summary>What to type after a run that failed because of such releases; nothing when it failed for another reason.</summary>
    /// <param name="stack">The stack, as the user named it.</param>
    /// <param name="events">The events of the run.</param>
    /// <param name="pending">What that run left behind.</param>
    public static ImmutableArray<string> Remedy(string stack, IReadOnlyCollection<EngineEvent> events, PendingOperations pending)
    {
        var releases = new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>();
        var refused = new Dictionary<string, string>();
        foreach (var (message, step) in events.Select(happened => (happened.DiagnosticEvent, happened.ResourcePreEvent?.Metadata)))
        {
            if (step is { Urn: { } release, New.Inputs: { } inputs } && release.Contains(ReleaseType, StringComparison.Ordinal))
                releases[release] = inputs;
            if (message?.Message is not { } text) continue;
            var refusal = Refusals.Keys.FirstOrDefault(words => text.Contains(words, StringComparison.Ordinal));
            if (refusal is not null && message.Urn is { } urn) refused[urn] = Refusals[refusal];
        }

        var held = refused.Where(refusal => releases.ContainsKey(refusal.Key))
            .Select(refusal => Deletion(releases[refusal.Key], refusal.Value))
            .Order(StringComparer.Ordinal);
        return refused.Count == 0 ? [] : Sentences(stack, held, pending);
    }

    private static ImmutableArray<string> Sentences(string stack, IEnumerable<string> deletions, PendingOperations pending) =>
    [
        "Helm keeps the record of a chart that an earlier run began and didn't finish. If that run was killed, wait five minutes: "
            + "a part of it may still be at work. Then, with the stack's kubeconfig (README):",
        .. deletions,
        pending.Refresh(stack),
        $"  ./build.sh up {stack}",
        "What runs already stays and is taken over; docs/operations.md has more (\"A run that was killed\").",
    ];

    private static string Deletion(IReadOnlyDictionary<string, JsonElement> release, string status) =>
        $"  kubectl --namespace {release["namespace"]} delete secrets --selector 'owner=helm,name={release["name"]}{status}'";
}
