using Infra.Components.Grammars;

namespace Infra.Comparing.Dangers;

/// <summary>What Pulumi would delete from now on.</summary>
internal static class ProtectionLifted
{
    public static DangerRule Rule { get; } = new(
        ChangeDanger.ProtectionLifted,
        "Something isn't protected any more: a later change can delete it.",
        comparison => comparison.Changes.Where(change => change is { Before.Protect: true, After.Protect: false })
            .Select(change => new Found(change.Resource, "isn't protected any more")));
}
