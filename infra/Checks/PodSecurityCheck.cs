using Infra.Components.LoadBalancing;
using Infra.Planning;

namespace Infra.Checks;

/// <summary>What pods may ask of their node.</summary>
internal static class PodSecurityCheck
{
    private const string Label = "pod-security.kubernetes.io/enforce";

    public static Check Check { get; } = new(
        "namespaces-restricted", "Every namespace but MetalLB's takes only pods that keep to the standard 'restricted'.", Find);

    private static IEnumerable<Finding> Find(Inventory inventory)
    {
        foreach (var tenant in inventory.Plan.Tenants.Where(tenant => !inventory.NamespacesOf(tenant).Any()))
            yield return new Finding(inventory.ComponentOf(tenant), "has no namespace", "register one");

        // Speakers use the node's network and raw sockets.
        foreach (var ns in inventory.Plan.Objects("Namespace").Where(ns => ns.ObjectName() != Announcements.Namespace))
        {
            var level = ns.At("metadata", "labels", Label)?.GetValue<string>();
            if (level != "restricted")
                yield return new Finding(ns, $"enforces {level ?? "nothing"} on pods", $"label it {Label}: restricted");
        }
    }
}
