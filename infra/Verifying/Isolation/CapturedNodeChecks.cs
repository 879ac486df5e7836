using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Components.Kubernetes;

namespace Infra.Verifying.Isolation;

/// <summary>What root on a tenant's node can do with the credentials that lie there: its kubelet's, all agents', the speaker's.</summary>
internal static class CapturedNodeChecks
{
    private const string Group = "isolation";

    private const string Excluded = "node.kubernetes.io/exclude-from-external-load-balancers";

    private static readonly Refusal Labelling = Refusal.Guard("infra-node-identity");
    private static readonly Refusal Addresses = Refusal.Guard("infra-node-addresses");
    private static readonly Refusal Agent = Refusal.Guard("infra-shared-agent");

    public static ImmutableArray<LiveCheck> All { get; } =
    [
        Of("kubelets-keep-labels", "No kubelet changes what decides where pods run and addresses are announced.", AsKubelet),
        Of("kubelets-keep-addresses", "No kubelet says that its node is at another's address, or is another.", AsAnother),
        Of("shared-credential-keeps-nodes",
            "The credential that all agents share changes nothing of a node but its way through the pods' network.", AsAgent),
        Of("undeclared-nodes-refused",
            "No node registers that isn't declared, without its tenant's taint, or with pods' addresses of its own.", AsNewcomer),
        new("secrets-kept-from-nodes", Group, "No node's credentials read another tenant's Secrets.")
        {
            Probes = cluster => cluster.ForEachTenant((tenant, cancellation) => FindSecretsAsync(cluster, tenant, cancellation)),
        },
    ];

    private static LiveCheck Of(string id, string title, Func<LiveCluster, LiveTenant, IEnumerable<Attack>> attacks) =>
        new(id, Group, title)
        {
            Probes = cluster => cluster.ForEachTenant((tenant, cancellation) =>
                Attack.TryAsync(cluster, $"Node {tenant.Node}", attacks(cluster, tenant), cancellation)),
        };

    private static IEnumerable<Attack> AsKubelet(LiveCluster cluster, LiveTenant tenant)
    {
        var kubelet = Identity.OfNode(tenant.Node);
        var other = cluster.NeighbourOf(tenant)?.Node ?? cluster.Plan.Servers[0].Name;
        yield return new("another tenant's label on itself",
            Patch(tenant.Node, null, Labels(TenantLabels.NodeKey, "infra-verify"), kubelet),
            Refusal.NodeRestriction, Labelling);
        yield return new("another tenant's label on itself, by its status", Patch(
            tenant.Node, "status", Labels(TenantLabels.NodeKey, "infra-verify"), kubelet), Refusal.NodeRestriction, Labelling);
        yield return new("a label that ends its announcement", Patch(tenant.Node, null, Labels(Excluded, "true"), kubelet), Labelling);
        yield return new("a label that ends its announcement, by its status", Patch(
            tenant.Node, "status", Labels(Excluded, "true"), kubelet), Labelling);
        yield return new("fewer taints on itself", Patch(
            tenant.Node, null, new JsonObject { ["spec"] = new JsonObject { ["taints"] = new JsonArray() } }, kubelet),
            Refusal.NodeRestriction, Labelling);
        yield return new("a label on another's node", Patch(other, "status", Labels("example", "infra-verify"), kubelet),
            Refusal.Rights, Refusal.NodeRestriction, Labelling);
        yield return new("the deletion of another's node", new DryRun(WriteVerb.Delete, "v1", "Node", null, other) { Identity = kubelet },
            Refusal.Rights, Refusal.NodeRestriction);
    }

    private static IEnumerable<Attack> AsAnother(LiveCluster cluster, LiveTenant tenant)
    {
        var kubelet = Identity.OfNode(tenant.Node);
        yield return new("an internal address that isn't its own", Patch(tenant.Node, "status", At("InternalIP"), kubelet), Addresses);
        yield return new("an external address that isn't its own", Patch(tenant.Node, "status", At("ExternalIP"), kubelet), Addresses);
        foreach (var annotation in new[] { "k3s.io/internal-ip", "k3s.io/external-ip", "alpha.kubernetes.io/provided-node-ip" })
        {
            yield return new($"the annotation {annotation} with an address that isn't its own",
                Patch(tenant.Node, null, Annotation(annotation, Target.Elsewhere), kubelet), Addresses);
        }

        var other = cluster.NeighbourOf(tenant)?.Node ?? cluster.Plan.Servers[0].Name;
        yield return new("another node's name for its own",
            Patch(tenant.Node, null, Annotation("k3s.io/hostname", other), kubelet), Addresses);
        // K3s's cloud controller takes it where the annotation is missing.
        yield return new("a label for its address",
            Patch(tenant.Node, null, Labels("k3s.io/internal-ip", Target.Elsewhere), kubelet), Labelling);
    }

    // Through its neighbour, so that each node is tried once.
    private static IEnumerable<Attack> AsAgent(LiveCluster cluster, LiveTenant tenant)
    {
        yield return Status("another tenant's label", Labels(TenantLabels.NodeKey, "infra-verify"));
        yield return Status("a label that ends the announcement", Labels(Excluded, "true"));
        yield return Status("another address", At("InternalIP"));
        yield return Status("a report that it is down", new JsonObject
        {
            ["status"] = new JsonObject
            {
                ["conditions"] = new JsonArray(new JsonObject
                {
                    ["type"] = "Ready",
                    ["status"] = "False",
                    ["reason"] = "InfraVerify",
                    ["lastHeartbeatTime"] = "2026-01-01T00:00:00Z",
                    ["lastTransitionTime"] = "2026-01-01T00:00:00Z",
                }),
            },
        });
        yield return Status("an annotation that isn't flannel's", Annotation("k3s.io/internal-ip", Target.Elsewhere));

        Attack Status(string text, JsonObject change) =>
            new($"{text} by all agents' credential", Patch(tenant.Node, "status", change, Identity.SharedAgent), Refusal.Rights, Agent,
                Labelling);
    }

    private static IEnumerable<Attack> AsNewcomer(LiveCluster cluster, LiveTenant tenant)
    {
        const string guard = "infra-node-registration";
        yield return new("a node that isn't declared", Node("infra-verify", Taints()), Refusal.Guard(guard, "isn't declared"));
        // Guards are asked before the API server finds that the node is there already.
        yield return new("its node without the tenant's taint", Node(tenant.Node, []), Refusal.Guard(guard, "must register"));
        var ranged = Node(tenant.Node, Taints());
        ranged.Body!["spec"]!["podCIDR"] = "10.42.255.0/24";
        ranged.Body["spec"]!["podCIDRs"] = new JsonArray("10.42.255.0/24");
        yield return new("its node with a range of pods' addresses", ranged, Refusal.Guard(guard, "can't bring a range"));

        JsonArray Taints() => [Taint("NoSchedule"), Taint("NoExecute")];

        JsonObject Taint(string effect) => new() { ["key"] = TenantLabels.NodeKey, ["value"] = tenant.Name, ["effect"] = effect };

        static DryRun Node(string name, JsonArray taints) => DryRun.Create(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Node",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["spec"] = new JsonObject { ["taints"] = taints },
        }) with
        { Identity = Identity.OfNode(name) };
    }

    private static async Task<IEnumerable<Observation>> FindSecretsAsync(
        LiveCluster cluster, LiveTenant tenant, CancellationToken cancellation)
    {
        var seen = new List<Observation>();
        if (cluster.NeighbourOf(tenant) is not { } neighbour) return seen;
        foreach (var (identity, who) in new[]
        {
            (Identity.OfNode(tenant.Node), $"kubelet of {tenant.Node}"),
            (Identity.SharedAgent, "all agents' credential"),
            (Identity.Speaker, "MetalLB's speaker"),
        })
        {
            foreach (var ns in neighbour.Namespaces)
            {
                foreach (var (verb, name) in new[] { ("get", "infra-verify"), ("list", (string?)null) })
                {
                    if (await AccessReview.MayAsync(cluster, identity, verb, "", "secrets", ns, name, cancellation).ConfigureAwait(false))
                        seen.Add(new Fault(who, $"may {verb} Secrets in namespace {ns}", "find the binding that gives it, and delete it"));
                }
            }
        }

        return seen;
    }

    private static DryRun Patch(string node, string? subresource, JsonObject body, Identity identity) =>
        new(WriteVerb.Merge, "v1", "Node", null, node) { Subresource = subresource, Body = body, Identity = identity };

    private static JsonObject At(string type) => new()
    {
        ["status"] = new JsonObject
        {
            ["addresses"] = new JsonArray(new JsonObject { ["type"] = type, ["address"] = Target.Elsewhere }),
        },
    };

    private static JsonObject Annotation(string key, string value) => new()
    {
        ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [key] = value } },
    };

    private static JsonObject Labels(string key, string value) => new()
    {
        ["metadata"] = new JsonObject { ["labels"] = new JsonObject { [key] = value } },
    };
}
