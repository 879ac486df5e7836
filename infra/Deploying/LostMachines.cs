using System.Collections.Immutable;

namespace Infra.Deploying;

/// <summary>Existing machines that left the cluster and don't answer, so that K3s can't be removed from them.</summary>
internal static class LostMachines
{
    private const string CommandType = "command:remote:Command";

    /// <summary>End of the name of the command that removes K3s.</summary>
    private const string Release = "-release";

    // What Go says of a connection that doesn't come about, or isn't one to that machine.
    private static readonly ImmutableArray<string> Unreachable = ["dial tcp", "ssh: handshake failed", "ssh: rejected"];

    /// <summary>What to type after a run that failed because of them; nothing when it failed for another reason.</summary>
    /// <param name="verb">The CLI's verb.</param>
    /// <param name="stack">The stack, as the user named it.</param>
    /// <param name="events">The events of the run.</param>
    public static ImmutableArray<string> Remedy(string verb, string stack, IReadOnlyCollection<EngineEvent> events)
    {
        var unreachable = events.Select(happened => happened.DiagnosticEvent)
            .Where(message => message?.Message is { } text && Unreachable.Any(words => text.Contains(words, StringComparison.Ordinal)))
            .Select(message => message?.Urn)
            .ToHashSet();
        var lost = events.Select(happened => happened.ResOpFailedEvent?.Metadata)
            .Where(step => step is { Op: "delete", Type: CommandType } && unreachable.Contains(step.Urn))
            .Select(step => step?.Urn)
            .OfType<string>()
            .Where(urn => urn.EndsWith(Release, StringComparison.Ordinal))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        return lost.Length == 0
            ? []
            :
            [
                $"K3s can't be removed from {string.Join(", ", lost.Select(Machine))}, which can't be reached by SSH. What is switched "
                    + "off, switch on, and run the same again. What is gone for good, or not yours any more, take out of the state; its "
                    + "node is out of the cluster already:",
                .. lost.Select(urn => $"  pulumi state delete --stack {stack} '{urn}'"),
                $"  ./build.sh {verb} {stack}",
            ];
    }

    private static string Machine(string urn) => urn[(urn.LastIndexOf(':') + 1)..^Release.Length];
}
