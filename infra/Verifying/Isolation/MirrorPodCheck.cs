using System.Text.Json.Nodes;

namespace Infra.Verifying.Isolation;

/// <summary>
/// Whether a captured kubelet can show pods that aren't there. The API server takes from it a mirror of a static pod alone, which the
/// node itself owns; so that is what is tried, in a namespace where no tenant's guards are.
/// </summary>
internal static class MirrorPodCheck
{
    private const string Namespace = "kube-system";

    public static LiveCheck Check { get; } = new("kubelets-make-no-pods", "isolation",
        "No kubelet shows a pod of its own making, to which another's Service would lead.")
    {
        Probes = cluster => cluster.ForEachTenant((tenant, cancellation) => TryAsync(cluster, tenant, cancellation)),
    };

    private static async Task<IEnumerable<Observation>> TryAsync(LiveCluster cluster, LiveTenant tenant, CancellationToken cancellation)
    {
        var where = $"Node {tenant.Node}";
        var node = (await cluster.ListAsync("v1", "Node", cancellation).ConfigureAwait(false))
            .FirstOrDefault(node => node.Name() == tenant.Node);
        if (node is null) return [new Obstacle(where, "isn't there")];
        var attack = new Attack("a mirror pod with the labels of the cluster's DNS", MirrorPod(cluster, tenant, node),
            Refusal.Guard("infra-mirror-pods"));
        return await Attack.TryAsync(cluster, where, [attack], cancellation).ConfigureAwait(false);
    }

    private static DryRun MirrorPod(LiveCluster cluster, LiveTenant tenant, JsonObject node)
    {
        var spec = new Target(cluster, tenant, Namespace).PodSpec();
        spec["nodeName"] = tenant.Node;
        return DryRun.Create(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{Target.Name}-{tenant.Node}",
                ["namespace"] = Namespace,
                ["labels"] = new JsonObject { ["k8s-app"] = "kube-dns" },
                ["annotations"] = new JsonObject { ["kubernetes.io/config.mirror"] = Target.Name },
                ["ownerReferences"] = new JsonArray(new JsonObject
                {
                    ["apiVersion"] = "v1",
                    ["kind"] = "Node",
                    ["name"] = tenant.Node,
                    ["uid"] = node.Word("metadata", "uid"),
                    ["controller"] = true,
                }),
            },
            ["spec"] = spec,
        }) with
        { Identity = Identity.OfNode(tenant.Node) };
    }
}
