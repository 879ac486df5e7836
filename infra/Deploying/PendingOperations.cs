using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Infra.Deploying;

/// <summary>
/// What an earlier run was killed in. Pulumi names it at each run until a refresh clears it; what was being created, it clears only when it
/// is told to, as it may be there without a place in the state (Pulumi 3.259: <c>deployment_executor.go</c>, <c>refresh.go</c>).
/// </summary>
/// <param name="Creations">URNs of what was being created and isn't in the state yet, as far as the run tells.</param>
/// <param name="AnyCreations">Whether anything was being created.</param>
/// <param name="Any">Whether there is anything at all.</param>
internal sealed partial record PendingOperations(ImmutableArray<string> Creations, bool AnyCreations, bool Any)
{
    // Of these, nothing is left anywhere that would be in the way of a second creation: a script is run again, a key or password is made
    // anew, an object of the cluster is taken over, and a provider is a process. A chart's record is HeldReleases' matter.
    private static readonly ImmutableArray<string> HarmlessTypes =
        ["command:remote:", "kubernetes:", "random:index/", "tls:index/", "pulumi:providers:"];

    /// <summary>What the run said of it.</summary>
    /// <param name="events">The events of the run.</param>
    public static PendingOperations Read(IReadOnlyCollection<EngineEvent> events)
    {
        var operations = events.Select(happened => happened.DiagnosticEvent?.Message).OfType<string>()
            .SelectMany(text => Interrupted().Matches(text))
            .Select(match => (Urn: match.Groups[1].Value, Creating: match.Groups[2].Value == "creating"))
            .ToHashSet();
        var done = events.Where(happened => happened.ResOutputsEvent is { Planning: false })
            .Select(happened => happened.ResOutputsEvent?.Metadata?.Urn).ToHashSet();
        var creations = operations.Where(operation => operation.Creating).Select(operation => operation.Urn).ToArray();
        return new(
            [.. creations.Where(urn => !done.Contains(urn)).Order(StringComparer.Ordinal)], creations.Length > 0, operations.Count > 0);
    }

    /// <summary>The command that clears it, as far as nothing can be lost by that.</summary>
    /// <param name="stack">The stack, as the user named it.</param>
    public string Refresh(string stack) =>
        $"  ./build.sh refresh {stack}{(AnyCreations && Uncertain.IsEmpty ? " --clear-pending-creates" : "")}";

    /// <summary>What to type; nothing when nothing is left behind.</summary>
    /// <param name="stack">The stack, as the user named it.</param>
    public ImmutableArray<string> Remedy(string stack) => (Any, Uncertain.IsEmpty) switch
    {
        (false, _) => [],
        (_, true) =>
        [
            "Pulumi will go on naming what an earlier run was killed in. Nothing of that is left to do; this clears it"
                + (AnyCreations ? " (if it asks about a resource, choose 'clear'):" : ":"),
            Refresh(stack),
        ],
        _ =>
        [
            "An earlier run was killed while it created these, and they may be there without Pulumi knowing of them:",
            .. Uncertain.Select(urn => $"  {urn}"),
            "Look at the provider of machines. What is there of them is new and unused: delete it. Then:",
            $"  ./build.sh refresh {stack} --clear-pending-creates",
        ],
    };

    private ImmutableArray<string> Uncertain =>
        [.. Creations.Where(urn => !HarmlessTypes.Any(type => urn.Contains(type, StringComparison.Ordinal)))];

    // A line each.
    [GeneratedRegex(@"^ *\* (.+), interrupted while (\w+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Interrupted();
}
