namespace Infra.Components.Kubernetes;

/// <summary>Where pods may run: node selectors and tolerations, as the charts want them.</summary>
public static class Placement
{
    /// <summary>Label and taint key of control-plane nodes.</summary>
    public const string ControlPlaneKey = "node-role.kubernetes.io/control-plane";

    /// <summary>Selects control-plane nodes. K3s sets the label's value to <c>true</c>.</summary>
    public static Values ControlPlaneSelector => new() { [ControlPlaneKey] = "true" };

    /// <summary>Tolerates the control plane's taint, whatever its effect.</summary>
    public static object[] ControlPlaneTolerations => [new Values { ["key"] = ControlPlaneKey, ["operator"] = "Exists" }];

    /// <summary>
    /// An affinity that puts a pod on a control-plane node if one takes it; a pod that must run on every node runs on every node still.
    /// </summary>
    public static Values ControlPlanePreference => new()
    {
        ["nodeAffinity"] = new Values
        {
            ["preferredDuringSchedulingIgnoredDuringExecution"] = new object[]
            {
                new Values
                {
                    ["weight"] = 100,
                    ["preference"] = new Values
                    {
                        ["matchExpressions"] = new object[] { new Values { ["key"] = ControlPlaneKey, ["operator"] = "Exists" } },
                    },
                },
            },
        },
    };

    /// <summary>Tolerates the taint of every tenant's node, whatever its value and effect.</summary>
    public static object[] EveryTenantTolerations => [new Values { ["key"] = TenantLabels.NodeKey, ["operator"] = "Exists" }];

    /// <summary>Selects one tenant's node.</summary>
    public static Values TenantSelector(string tenant) => new() { [TenantLabels.NodeKey] = tenant };

    /// <summary>Tolerates the taint of one tenant's node, whatever its effect.</summary>
    public static object[] TenantTolerations(string tenant) =>
        [new Values { ["key"] = TenantLabels.NodeKey, ["operator"] = "Equal", ["value"] = tenant }];

    /// <summary>CPU and memory that a container asks for, and the memory that it may not exceed.</summary>
    public static Values Resources(string cpu, string memory, string memoryLimit) => new()
    {
        ["requests"] = new Values { ["cpu"] = cpu, ["memory"] = memory },
        ["limits"] = new Values { ["memory"] = memoryLimit },
    };

    /// <summary>
    /// CPU and memory that a container asks for in a tenant's namespace and that isn't the tenant's. Its disk isn't asked for: nothing is
    /// left of it in the quota where the tenant's pods have it all.
    /// </summary>
    public static Values RequestsBesideQuota(string cpu, string memory) =>
        new() { ["cpu"] = cpu, ["memory"] = memory, ["ephemeral-storage"] = "0" };
}
