using System.Text.Json.Nodes;
using Infra.Components.Kubernetes;
using Infra.Planning;

namespace Infra.Verifying.Platform;

/// <summary>Whether the nodes are the plan's, with what decides isolation.</summary>
internal static class NodeCheck
{
    private const string Kind = "Node";

    // What Kubernetes adds to a node that is cordoned, which is told by itself.
    private const string Cordon = "node.kubernetes.io/unschedulable";

    public static LiveCheck Check { get; } = new(
        "nodes-as-declared", "platform",
        "Every declared node is Ready and takes pods, with its tenant's label and taints alone, and no other node is there.")
    {
        Probes = cluster =>
        [
            .. cluster.Plan.Servers.Select(server => new Probe($"{Kind} {server.Name}", cancellation => FindAsync(
                cluster, server.Name, null, [$"{Placement.ControlPlaneKey}:NoSchedule"], cancellation))),
            .. cluster.ForEachTenant((tenant, cancellation) => FindAsync(
                cluster, tenant.Node, tenant.Name,
                [$"{TenantLabels.NodeKey}={tenant.Name}:NoSchedule", $"{TenantLabels.NodeKey}={tenant.Name}:NoExecute"], cancellation)),
            new Probe("nodes", cancellation => FindStrangersAsync(cluster, cancellation)),
        ],
    };

    private static async Task<IEnumerable<Observation>> FindAsync(
        LiveCluster cluster, string name, string? tenant, string[] taints, CancellationToken cancellation)
    {
        var nodes = await cluster.ListAsync("v1", Kind, cancellation).ConfigureAwait(false);
        var node = nodes.FirstOrDefault(node => node.Name() == name);
        return node is null
            ? [new Fault($"{Kind} {name}", "isn't there",
                $"run './build.sh up {cluster.Plan.Stack}', and see 'systemctl status k3s*' on the machine")]
            : Faults($"{Kind} {name}", node, tenant, taints);
    }

    private static IEnumerable<Observation> Faults(string where, JsonObject node, string? tenant, string[] taints)
    {
        if (node.Condition("Ready") != true)
            yield return new Fault(where, "isn't Ready", $"see 'kubectl describe node {node.Name()}' and K3s's log on the machine");
        if (node.Label(TenantLabels.NodeKey) != tenant)
        {
            yield return new Fault(
                where, $"has the label {TenantLabels.NodeKey}={node.Label(TenantLabels.NodeKey) ?? ""}, not {tenant ?? "none"}",
                "find out from the audit log who wrote it; a label that is missing comes back within a minute (docs/security.md)");
        }

        var held = node.Items("spec", "taints").Where(taint => taint.Word("key") != Cordon).Select(Shown).ToList();
        foreach (var taint in taints.Except(held))
        {
            yield return new Fault(
                where, $"lacks the taint {taint}, so others' pods may run there", $"kubectl taint node {node.Name()} {taint}");
        }

        foreach (var taint in held.Except(taints))
        {
            yield return new Fault(
                where, $"has the taint {taint}, which isn't the program's and keeps pods away",
                $"see 'kubectl describe node {node.Name()}'; one that Kubernetes didn't set goes by "
                + $"'kubectl taint node {node.Name()} {taint}-'");
        }

        if (node.At("spec", "unschedulable") is JsonValue cordoned && cordoned.GetValue<bool>())
            yield return new Fault(where, "is cordoned: no new pod starts there", $"kubectl uncordon {node.Name()}");
    }

    private static string Shown(JsonNode taint)
    {
        var value = taint.Word("value") is { Length: > 0 } text ? $"={text}" : "";
        return $"{taint.Word("key")}{value}:{taint.Word("effect")}";
    }

    private static async Task<IEnumerable<Observation>> FindStrangersAsync(LiveCluster cluster, CancellationToken cancellation)
    {
        var declared = cluster.Plan.Servers.Select(server => server.Name).Concat(
            cluster.Plan.Tenants.Select(tenant => tenant.Node)).ToHashSet();
        return (await cluster.ListAsync("v1", Kind, cancellation).ConfigureAwait(false))
            .Where(node => !declared.Contains(node.Name()))
            .Select(node => new Fault(
                $"{Kind} {node.Name()}", "isn't declared in the settings", "delete it and rotate the agents' token (docs/operations.md)"));
    }
}
