using Infra.Components.Kubernetes;

namespace Infra.Components.LoadBalancing;

/// <summary>Values for MetalLB's chart.</summary>
public static class MetalLBValues
{
    /// <summary>Memory that a speaker asks for on each node, in MiB.</summary>
    public const int SpeakerMemoryMi = 32;

    /// <summary>Memory that FRR's containers ask for on each node, in MiB; with BGP only.</summary>
    public const int FrrMemoryMi = 32 + 48 + 8 + 8 + 16;

    /// <summary>The values for a cluster.</summary>
    /// <param name="bgp">Whether addresses are announced over BGP, which needs FRR; layer 2 does without.</param>
    public static Values Build(bool bgp)
    {
        var values = new Values
        {
            ["crds"] = new Values { ["enabled"] = true, ["validationFailurePolicy"] = "Fail" },
            ["controller"] = new Values
            {
                // On a tenant's node it would go down with that tenant.
                ["nodeSelector"] = Placement.ControlPlaneSelector,
                ["tolerations"] = Placement.ControlPlaneTolerations,
                ["priorityClassName"] = "system-cluster-critical",
                ["resources"] = Placement.Resources("25m", "48Mi", "128Mi"),
            },
            ["speaker"] = new Values
            {
                // A node without a speaker announces nothing, silently.
                ["tolerateMaster"] = true,
                ["tolerations"] = Placement.EveryTenantTolerations,
                ["priorityClassName"] = "system-node-critical",
                ["resources"] = Placement.Resources("25m", $"{SpeakerMemoryMi}Mi", "96Mi"),
                ["frr"] = new Values { ["enabled"] = false },
                // An address has one node that may announce it: there is nobody to elect, so no gossip port and no shared key.
                ["memberlist"] = new Values { ["enabled"] = false },
                // node.kubernetes.io/exclude-from-external-load-balancers: a captured node can set it, on other nodes too.
                ["ignoreExcludeLB"] = true,
            },
            ["frrk8s"] = new Values { ["enabled"] = bgp },
        };
        if (bgp)
        {
            values["frr-k8s"] = new Values
            {
                ["frrk8s"] = new Values
                {
                    ["tolerateMaster"] = true,
                    ["tolerations"] = Placement.EveryTenantTolerations,
                    // The chart gives its one webhook pod the tolerations of FRR's pods and no node selector: a tenant's node would do.
                    ["affinity"] = Placement.ControlPlanePreference,
                    ["resources"] = Placement.Resources("25m", "32Mi", "96Mi"),
                    ["frr"] = new Values { ["resources"] = Placement.Resources("25m", "48Mi", "192Mi") },
                    ["reloader"] = new Values { ["resources"] = Placement.Resources("5m", "8Mi", "32Mi") },
                    ["frrStatus"] = new Values { ["resources"] = Placement.Resources("5m", "8Mi", "32Mi") },
                    ["frrMetrics"] = new Values { ["resources"] = Placement.Resources("5m", "16Mi", "64Mi") },
                },
            };
        }

        return values;
    }
}
