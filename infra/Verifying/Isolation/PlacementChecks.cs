using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Clusters;
using Infra.Components.Guards;
using Infra.Components.K3s;
using Infra.Components.Kubernetes;

namespace Infra.Verifying.Isolation;

/// <summary>Where a tenant's pods run, and what they are.</summary>
internal static class PlacementChecks
{
    private const string Pods = "infra-pods";
    private const string Bindings = "infra-pod-bindings";

    public static ImmutableArray<LiveCheck> All { get; } =
    [
        AttackCheck.OfTenants(
            "pods-kept-to-own-node", "No tenant's pod names a node, is bound to one, or tolerates another's taint.", target =>
            [
                new("a pod that names a node", target.Pod(pod => pod["spec"]!["nodeName"] = target.OtherNode),
                    Refusal.Guard(Pods, "nodeName")),
                new("a pod that tolerates another tenant's taint", target.Pod(pod => Tolerate(pod, new JsonObject
                {
                    ["key"] = TenantLabels.NodeKey,
                    ["operator"] = "Equal",
                    ["value"] = target.OtherTenant,
                })), Refusal.Guard(Pods, "tolerations")),
                new("a pod that tolerates the control plane's taint", target.Pod(pod => Tolerate(pod, new JsonObject
                {
                    ["key"] = Placement.ControlPlaneKey,
                    ["operator"] = "Exists",
                })), Refusal.Guard(Pods, "tolerations")),
                new("a pod that tolerates every taint", target.Pod(pod => Tolerate(pod, new JsonObject { ["operator"] = "Exists" })),
                    Refusal.Guard(Pods, "tolerations")),
                new("a pod that is bound to another's node", target.Create("v1", "Binding", new JsonObject
                {
                    ["target"] = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Node", ["name"] = target.OtherNode },
                }), Refusal.Rights, Refusal.Guard(Bindings)),
            ]),
        new("pods-sent-to-own-node", "isolation", "A tenant's pod that asks for another's node is refused, or sent to its own.")
        {
            Probes = cluster => cluster.ForEachNamespace((tenant, ns, cancellation) =>
                AskForOthersNodeAsync(new Target(cluster, tenant, ns), cancellation)),
        },
        AttackCheck.OfTenants("no-priority-classes", "No tenant's pod takes a priority that pushes others out.", target =>
        [
            new("a pod of a system priority class", target.Pod(pod => pod["spec"]!["priorityClassName"] = "system-node-critical"),
                Refusal.Guard(Pods, "priorityClassName")),
        ]),
        AttackCheck.OfTenants("pods-keep-none-away", "No tenant's pod keeps another's from starting.", target =>
        [
            new("a pod with an anti-affinity to all namespaces", target.Pod(pod => pod["spec"]!["affinity"] = new JsonObject
            {
                ["podAntiAffinity"] = new JsonObject
                {
                    ["requiredDuringSchedulingIgnoredDuringExecution"] = new JsonArray(new JsonObject
                    {
                        ["labelSelector"] = new JsonObject(),
                        ["namespaceSelector"] = new JsonObject(),
                        // The same on all nodes.
                        ["topologyKey"] = "kubernetes.io/os",
                    }),
                },
            }), Refusal.Guard(Pods, "affinity")),
        ]),
    ];

    private static async Task<IEnumerable<Observation>> AskForOthersNodeAsync(Target target, CancellationToken cancellation)
    {
        var where = $"namespace {target.Namespace}";
        var answer = await target.Cluster.TryAsync(
            target.Pod(pod => pod["spec"]!["nodeSelector"] = new JsonObject { [TenantLabels.NodeKey] = target.OtherTenant }),
            cancellation).ConfigureAwait(false);
        if (Refusal.Guard(Pods, "nodeSelector").Is(answer)) return [];
        if (!answer.Succeeded && !Refusal.IsOne(answer))
            throw new ClusterException($"a pod that selects another's node was answered with {answer.Status}: {answer.Message}");
        var node = answer.Body.Word("spec", "nodeSelector", TenantLabels.NodeKey);
        var adds = GuardSet.AddsWhatIsMissing(K3sVersion.Parse(target.Cluster.Settings.Cluster.K3sVersion));
        return answer.Succeeded && node == target.Tenant.Name && adds
            ? []
            : [new Fault(where, answer.Succeeded ? $"sends a pod to the node of {node ?? "nobody"}"
                : $"says of a pod that selects another's node: "
                + answer.Message, $"look whether {Pods} and infra-pod-placement are as planned (check objects-as-planned)")];
    }

    private static void Tolerate(JsonObject pod, JsonObject toleration) => pod["spec"]!["tolerations"]!.AsArray().Add(toleration);
}
