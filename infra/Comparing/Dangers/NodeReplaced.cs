using Infra.Components.Grammars;

namespace Infra.Comparing.Dangers;

/// <summary>Nodes that go with their machines.</summary>
internal static class NodeReplaced
{
    public static DangerRule Rule { get; } = new(
        ChangeDanger.NodeReplaced,
        "A node's machine is removed, or another comes in its place: whatever runs there stops, and starts again on the successor.",
        comparison => Machines.Going(comparison).Select(change => new Found(change.Resource, Machines.Why(change))),
        Affects.Away);
}
