using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace Infra.Verifying.Isolation;

/// <summary>What a captured kubelet can say beside what it says of its node: of pods, in events, by objects of its own making.</summary>
internal static class KubeletChecks
{
    private const string Group = "isolation";

    private static readonly Refusal[] Objects = [Refusal.Rights, Refusal.Guard("infra-kubelet-objects")];
    private static readonly Refusal Events = Refusal.Guard("infra-node-events");
    private static readonly Refusal Addresses = Refusal.Guard("infra-pod-addresses");

    public static ImmutableArray<LiveCheck> All { get; } =
    [
        Of("kubelets-make-no-objects",
            "No kubelet shows a pod of its own making, or fills the datastore with what no quota counts.", ObjectsAsync),
        Of("kubelets-keep-pods-addresses", "No kubelet says that a tenant's pod runs elsewhere, or has another network's address.",
            AddressesAsync),
        Of("nodes-write-no-others-events", "No node's credentials write events about another tenant.", (cluster, tenant, _) =>
            Task.FromResult(EventsOf(cluster, tenant))),
    ];

    private static LiveCheck Of(
        string id, string title, Func<LiveCluster, LiveTenant, CancellationToken, Task<IEnumerable<Attack>>> attacks) =>
        new(id, Group, title)
        {
            Probes = cluster => cluster.ForEachTenant(async (tenant, cancellation) => await Attack.TryAsync(
                cluster, $"Node {tenant.Node}", await attacks(cluster, tenant, cancellation).ConfigureAwait(false), cancellation)
                .ConfigureAwait(false)),
        };

    private static async Task<IEnumerable<Attack>> ObjectsAsync(LiveCluster cluster, LiveTenant tenant, CancellationToken cancellation)
    {
        var node = (await cluster.ListAsync("v1", "Node", cancellation).ConfigureAwait(false))
            .FirstOrDefault(node => node.Name() == tenant.Node);
        return
        [
            new("a mirror pod with the labels of the cluster's DNS", MirrorPod(cluster, tenant, node?.Word("metadata", "uid")), Objects),
            new("a request for a certificate", As(tenant, "certificates.k8s.io/v1", "CertificateSigningRequest", null, new JsonObject
            {
                ["request"] = CertificateRequestOf(tenant),
                ["signerName"] = "kubernetes.io/kube-apiserver-client-kubelet",
                ["usages"] = new JsonArray("digital signature", "client auth"),
            }), Objects),
            new("a list of devices", As(tenant, "resource.k8s.io/v1", "ResourceSlice", null, new JsonObject
            {
                ["driver"] = "infra-verify.invalid",
                ["nodeName"] = tenant.Node,
                ["pool"] = new JsonObject { ["name"] = tenant.Node, ["generation"] = 1, ["resourceSliceCount"] = 1 },
            }), Objects),
        ];
    }

    // One of a kubelet's: another the API server refuses by itself. Its key is forgotten at once.
    private static string CertificateRequestOf(LiveTenant tenant)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"O=system:nodes, CN=system:node:{tenant.Node}", key, HashAlgorithmName.SHA256);
        return Convert.ToBase64String(Encoding.ASCII.GetBytes(request.CreateSigningRequestPem()));
    }

    // The API server takes from a kubelet a mirror of a static pod alone, which the node itself owns: tried where no tenant's guards are.
    private static DryRun MirrorPod(LiveCluster cluster, LiveTenant tenant, string? node)
    {
        const string ns = "kube-system";
        var spec = new Target(cluster, tenant, ns).PodSpec();
        spec["nodeName"] = tenant.Node;
        var pod = As(tenant, "v1", "Pod", ns, spec);
        var metadata = pod.Body!["metadata"]!;
        metadata["labels"] = new JsonObject { ["k8s-app"] = "kube-dns" };
        metadata["annotations"] = new JsonObject { ["kubernetes.io/config.mirror"] = Target.Name };
        metadata["ownerReferences"] = new JsonArray(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Node",
            ["name"] = tenant.Node,
            ["uid"] = node,
            ["controller"] = true,
        });
        return pod;
    }

    // Of a pod that is there: without it, a kubelet would be told that there is none, before any guard is asked.
    private static async Task<IEnumerable<Attack>> AddressesAsync(LiveCluster cluster, LiveTenant tenant, CancellationToken cancellation)
    {
        var pods = await cluster.ListAsync("v1", "Pod", cancellation).ConfigureAwait(false);
        var pod = pods.Where(pod => pod.Word("spec", "nodeName") == tenant.Node && tenant.Namespaces.Contains(pod.Namespace()))
            .OrderBy(LiveObjects.IsPassing).FirstOrDefault();
        return
        [
            new("that a pod runs at an address that isn't the node's", Status("hostIP"), Addresses) { MayMissIt = pod is not null },
            new("that a pod has an address that isn't in the pods' network", Status("podIP"), Addresses) { MayMissIt = pod is not null },
        ];

        DryRun Status(string field) => new(
            WriteVerb.Merge, "v1", "Pod", pod?.Namespace() ?? tenant.Namespaces[0], pod?.Name() ?? Target.Name)
        {
            Subresource = "status",
            Identity = Identity.OfNode(tenant.Node),
            Body = new JsonObject
            {
                ["status"] = new JsonObject
                {
                    [field] = Target.Elsewhere,
                    [$"{field}s"] = new JsonArray(new JsonObject { ["ip"] = Target.Elsewhere }),
                },
            },
        };
    }

    private static IEnumerable<Attack> EventsOf(LiveCluster cluster, LiveTenant tenant)
    {
        foreach (var ns in cluster.NeighbourOf(tenant)?.Namespaces ?? [])
        {
            var thing = As(tenant, "v1", "Event", ns, null);
            thing.Body!["involvedObject"] = new JsonObject { ["kind"] = "Pod", ["name"] = Target.Name, ["namespace"] = ns };
            thing.Body["reason"] = "InfraVerify";
            thing.Body["type"] = "Normal";
            yield return new($"an event in namespace {ns} by the kubelet", thing, Events);
            yield return new($"an event in namespace {ns} by kube-proxy",
                thing with { Identity = Identity.KubeProxy }, Refusal.Rights, Events);
            yield return new($"an event in namespace {ns} by MetalLB's speaker",
                thing with { Identity = Identity.Speaker }, Refusal.Rights, Events);
        }
    }

    private static DryRun As(LiveTenant tenant, string apiVersion, string kind, string? ns, JsonObject? spec)
    {
        var metadata = new JsonObject { ["name"] = $"{Target.Name}-{tenant.Node}" };
        if (ns is not null) metadata["namespace"] = ns;
        var thing = new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind, ["metadata"] = metadata };
        if (spec is not null) thing["spec"] = spec;
        return DryRun.Create(thing) with { Identity = Identity.OfNode(tenant.Node) };
    }
}
