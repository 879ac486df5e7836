using Infra.Components.Grammars;

namespace Infra.Comparing.Dangers;

/// <summary>What Pulumi refuses to delete.</summary>
internal static class ProtectedRemoved
{
    public static DangerRule Rule { get; } = new(
        ChangeDanger.ProtectedRemoved,
        "Something protected would go: Pulumi refuses, and 'up' stops there.",
        comparison => comparison.Changes.Where(change => change.Goes && change.Before!.Protect)
            .Select(change => new Found(change.Resource, $"{Machines.Why(change)}, and it is protected")));
}
