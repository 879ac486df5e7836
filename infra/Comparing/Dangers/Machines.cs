using System.Text.Json.Nodes;
using Infra.Planning;
using Infra.Stacks.Providers;

namespace Infra.Comparing.Dangers;

/// <summary>The machines that nodes run on, as far as a change of theirs says that they go.</summary>
internal static class Machines
{
    private const string ReleaseSuffix = "-release";
    private const string InstallationSuffix = "-k3s";

    /// <summary>
    /// What goes together with a machine: a server at the provider, or on a machine that stays the command that removes K3s with its data
    /// from it when it goes.
    /// </summary>
    public static IEnumerable<ResourceChange> Going(PlanComparison comparison) =>
        comparison.Changes.Where(change =>
            IsExchanged(change) || (change.Goes && (IsCreated(change.Resource) || IsRelease(change.Resource))));

    /// <summary>Whether a node of that name is on another machine that exists already, or on the same one with another system.</summary>
    public static bool IsExchanged(ResourceChange change) =>
        change is { Kind: ChangeKind.Replaced, Before: { } before, After: { } after }
        && IsInstallation(after) && Machine(before) != Machine(after);

    /// <summary>Whether it is a machine that a provider creates.</summary>
    public static bool IsCreated(PlannedResource resource) =>
        NodeProviders.All.Any(provider => provider.MachineTypes.Contains(resource.Type));

    /// <summary>The name of the node on a machine.</summary>
    public static string Node(PlannedResource machine) =>
        IsRelease(machine) ? machine.Name[..^ReleaseSuffix.Length]
        : IsInstallation(machine) ? machine.Name[..^InstallationSuffix.Length]
        : machine.Text("name") ?? machine.Name;

    /// <summary>Whether it is the command that takes K3s off a machine that stays.</summary>
    public static bool IsRelease(PlannedResource resource) =>
        resource.Type == PlanQueries.Command && resource.Name.EndsWith(ReleaseSuffix, StringComparison.Ordinal);

    /// <summary>Whether a change powers a machine off and on again.</summary>
    public static bool IsPoweredOff(ResourceChange change) =>
        change.Kind == ChangeKind.Changed && IsCreated(change.Resource) && change.Properties.Any(property =>
            NodeProviders.All.Any(provider => provider.PowerInputs.Contains(property.Path.Steps[0])));

    /// <summary>Why a change happens, as a part of a sentence that begins with what happens.</summary>
    public static string Why(ResourceChange change)
    {
        if (change.Kind == ChangeKind.Removed)
            return "is removed";
        if (IsExchanged(change))
            return $"is replaced, as {Node(change.After!)} is another machine, or has another system";
        var forcing = change.Forcing.First();
        return forcing.Follows is { } source
            ? $"is replaced, as {forcing.Path} comes from {source.Name}, which is replaced, too"
            : $"is replaced, as {forcing.Path} is another";
    }

    private static bool IsInstallation(PlannedResource resource) =>
        resource.Type == PlanQueries.Command && resource.Name.EndsWith(InstallationSuffix, StringComparison.Ordinal);

    // What the command is told of its machine.
    private static string? Machine(PlannedResource installation) =>
        (installation.Readable["triggers"] as JsonArray)?.FirstOrDefault()?.ToString();
}
