using System.Text.Json.Nodes;
using Infra.Components.Kubernetes;
using Infra.Components.LoadBalancing;
using Infra.Planning;

namespace Infra.Checks;

/// <summary>Which nodes workloads run on.</summary>
internal static class PlacementCheck
{
    private const string Fix = "take selector and tolerations from components/Kubernetes/Placement.cs";

    // What MetalLB runs on every node: without it, a node announces nothing.
    private static readonly string[] Everywhere = ["speaker", "frr-k8s/frrk8s"];

    public static Check Check { get; } = new(
        "workloads-on-own-node",
        "Every workload selects its tenant's node, or the control plane's, and tolerates that taint alone; MetalLB's speakers are "
        + "everywhere.",
        Find);

    private static IEnumerable<Finding> Find(Inventory inventory) =>
        from resource in inventory.Plan.Resources
        where resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal)
        from placement in PodPlacement.Of(resource)
        from problem in Problems(placement, resource, inventory.OwnerOf(resource))
        select new Finding(resource, problem, Fix);

    private static IEnumerable<string> Problems(PodPlacement placement, PlannedResource resource, PlannedTenant? owner)
    {
        var isEverywhere = resource.Namespace() == Announcements.Namespace && Everywhere.Contains(placement.Path);
        var selector = isEverywhere ? null
            : owner is null ? new JsonObject { [Placement.ControlPlaneKey] = "true" }
            : new JsonObject { [TenantLabels.NodeKey] = owner.Name };
        var toleration = (owner, isEverywhere) switch
        {
            (_, true) => Toleration(TenantLabels.NodeKey, "Exists"),
            ({ Name: var name }, _) => Toleration(TenantLabels.NodeKey, "Equal", name),
            _ => Toleration(Placement.ControlPlaneKey, "Exists"),
        };
        var place = placement.Path.Length == 0 ? "" : $" at {placement.Path}";
        if (!JsonNode.DeepEquals(placement.Selector, selector))
            yield return $"selects {Shown(placement.Selector)} as its nodes{place}, not {Shown(selector)}";
        if (!JsonNode.DeepEquals(placement.Tolerations, new JsonArray(toleration)))
            yield return $"tolerates {Shown(placement.Tolerations)}{place}, not {Shown(toleration)} alone";
    }

    private static JsonObject Toleration(string key, string comparison, string? value = null)
    {
        var toleration = new JsonObject { ["key"] = key, ["operator"] = comparison };
        if (value is not null) toleration["value"] = value;
        return toleration;
    }

    private static string Shown(JsonNode? node) => node?.ToJsonString() ?? "nothing";
}
