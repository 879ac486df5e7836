using System.Text.RegularExpressions;
using Infra.Components.Kubernetes;
using Infra.Planning;

namespace Infra.Checks;

/// <summary>How a node comes to be one tenant's.</summary>
internal static partial class NodeIdentityCheck
{
    public static Check Check { get; } = new(
        "nodes-tainted-and-labelled",
        "Every node is tainted from the moment it joins, and the control plane gives tenants' nodes their label.",
        Find);

    private static IEnumerable<Finding> Find(Inventory inventory) =>
        inventory.Plan.Servers.SelectMany(server => Taints(
            inventory, server.Name, null, [$"{Placement.ControlPlaneKey}:NoSchedule"])).Concat(
        inventory.Plan.Tenants.SelectMany(tenant => Taints(
            inventory, tenant.Node, tenant,
            [$"{TenantLabels.NodeKey}={tenant.Name}:NoSchedule", $"{TenantLabels.NodeKey}={tenant.Name}:NoExecute"]))).Concat(
        inventory.Plan.Tenants.SelectMany(tenant => Labels(inventory, tenant)));

    private static IEnumerable<Finding> Taints(Inventory inventory, string node, PlannedTenant? tenant, string[] expected)
    {
        if (!inventory.Configurations.TryGetValue(node, out var configuration))
        {
            var missing = tenant is null ? inventory.Plan.Resources[0] : inventory.ComponentOf(tenant);
            yield return new Finding(missing, $"installs no K3s on {node}", "register its installation");
            yield break;
        }

        var taints = configuration.Values["node-taint"].Texts();
        if (!taints.SequenceEqual(expected))
        {
            yield return new Finding(
                configuration.Command, $"starts {node} with the taints {string.Join(", ", taints)}, not {string.Join(", ", expected)}",
                "see 'node-taint' in components/K3s/AgentConfiguration.cs and ServerConfiguration.cs");
        }
    }

    private static IEnumerable<Finding> Labels(Inventory inventory, PlannedTenant tenant)
    {
        var registration = inventory.Of(tenant).FirstOrDefault(resource =>
            resource.Type == PlanQueries.Command && resource.Name == $"{tenant.Node}-register");
        var given = registration?.Text("create") is { } line ? Given().Match(line).Groups[1].Value.Split(' ') : [];
        var own = $"{TenantLabels.NodeKey}={tenant.Name}";
        if (!given.Where(label => label.StartsWith($"{TenantLabels.NodeKey}=", StringComparison.Ordinal)).SequenceEqual([own]))
        {
            yield return new Finding(
                registration ?? inventory.ComponentOf(tenant), $"gives {tenant.Node} the labels {string.Join(", ", given)} without {own}",
                "see Register in components/K3s/AgentComponent.cs");
        }
    }

    [GeneratedRegex(" LABELS='([^']*)'")]
    private static partial Regex Given();
}
