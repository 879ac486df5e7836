using Infra.Planning;
using Infra.Stacks.Providers;

namespace Infra.Checks;

/// <summary>What is still there while a node is drained. What a resource depends on goes after it.</summary>
internal static class DrainCheck
{
    private const string Suffix = "-membership";

    // What a node needs to be reached, beside K3s, where machines stay.
    private static readonly string[] Types = [.. NodeProviders.All.SelectMany(provider => provider.NodeParts)];

    public static Check Check { get; } = new(
        "drained-before-network-goes", "Every node is drained while its machine, its addresses and its network are still there.", Find);

    private static IEnumerable<Finding> Find(Inventory inventory)
    {
        var commands = inventory.Plan.OfType(PlanQueries.Command).ToDictionary(command => command.Name, StringComparer.Ordinal);
        // The only server has nobody to be drained by: the cluster goes with it.
        var drained = inventory.Configurations.Keys.Except(inventory.Plan.Servers is [var only] ? [only.Name] : []);
        foreach (var node in drained.Order(StringComparer.Ordinal))
        {
            if (!commands.TryGetValue($"{node}{Suffix}", out var membership))
            {
                yield return new Finding(
                    inventory.Configurations[node].Command, $"has no {node}{Suffix} beside it, which drains {node}",
                    "register it (components/K3s/Membership.cs)");
                continue;
            }

            var before = inventory.Order.Before(membership);
            foreach (var needed in Needed(inventory, commands, node).Where(needed => !before.Contains(needed.Urn)))
            {
                yield return new Finding(
                    membership, $"doesn't depend on {needed.Name}, which may go while {node} is drained",
                    "add it to the machine's Links (components/Machines/IMachine.cs)");
            }
        }
    }

    private static IEnumerable<PlannedResource> Needed(Inventory inventory, Dictionary<string, PlannedResource> commands, string node)
    {
        // A machine's parts are its component's children, as is its preparation.
        var machine = commands.TryGetValue($"{node}-prepare", out var preparation) ? inventory.Order.Siblings(preparation) : [];
        return machine.Where(resource => Types.Contains(resource.Type) || resource.Name == $"{node}-release");
    }
}
