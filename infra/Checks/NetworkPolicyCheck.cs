using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using Infra.Components.Certificates;
using Infra.Components.Ingress;
using Infra.Components.Kubernetes;
using Infra.Planning;

namespace Infra.Checks;

/// <summary>
/// What a tenant's pods reach, and who reaches them; and what cert-manager's pods reach, which go where a tenant's domain leads them.
/// Policies only add up, so each is looked at by itself.
/// </summary>
internal static class NetworkPolicyCheck
{
    private const string Fix = "see components/Tenants/TenantNetworkPolicies.cs";
    private const string CertManagerFix = "see components/Certificates/CertManagerNetworkPolicy.cs";

    // Private networks, carrier-grade NAT, link-local with the cloud's metadata, loopback (RFC 1918, 6598, 3927, 1122, 4193, 4291).
    private static readonly ImmutableArray<IPNetwork> Inside =
    [
        .. new[]
        {
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.0/8", "fc00::/7", "fe80::/10",
        }.Select(range => IPNetwork.Parse(range)),
    ];

    public static Check Check { get; } = new(
        "network-closed-by-default",
        "Tenants' namespaces deny all traffic but what policies open, and none opens private ranges, the API or another tenant's pods; "
        + "nor does cert-manager's, but for the API and ingress controllers.",
        Find);

    private static IEnumerable<Finding> Find(Inventory inventory)
    {
        ImmutableArray<IPNetwork> servers =
        [
            .. inventory.Plan.Servers.Where(server => inventory.Configurations.ContainsKey(server.Name))
                .SelectMany(server => inventory.Configurations[server.Name].Addresses)
                .Select(IPAddress.Parse).Distinct().Select(Single),
        ];
        return inventory.Plan.Tenants.SelectMany(tenant => OfTenant(inventory, tenant, servers)).Concat(OfCertManager(inventory, servers));
    }

    private static IEnumerable<Finding> OfTenant(Inventory inventory, PlannedTenant tenant, ImmutableArray<IPNetwork> servers)
    {
        var policies = inventory.Of(tenant, "NetworkPolicy").ToList();
        foreach (var ns in inventory.NamespacesOf(tenant))
        {
            if (!policies.Any(policy => policy.Namespace() == ns && IsDenial(policy.At("spec"))))
                yield return new Finding(
                    inventory.ComponentOf(tenant), $"has no policy in {ns} that closes all pods in both directions", Fix);
        }

        foreach (var policy in policies)
        {
            var spec = policy.At("spec");
            // The ingress controller watches the API.
            var outgoing = Outgoing(spec, (_, peer) => IsOwnPods(peer, tenant), asksApi: !IsForAll(spec), servers);
            foreach (var problem in Incoming(spec, tenant).Concat(outgoing))
                yield return new Finding(policy, problem, Fix);
        }
    }

    private static IEnumerable<Finding> OfCertManager(Inventory inventory, ImmutableArray<IPNetwork> servers)
    {
        const string name = CertManagerComponent.Namespace;
        var policies = inventory.Plan.Objects("NetworkPolicy").Where(policy => policy.Namespace() == name).ToList();
        if (!policies.Any(policy => IsForAll(policy.At("spec")) && policy.At("spec", "policyTypes").Texts().Contains("Egress")))
        {
            yield return new Finding(
                inventory.Plan.Object("Namespace", null, name), "has no policy that closes what its pods send", CertManagerFix);
        }

        foreach (var policy in policies)
        {
            foreach (var problem in Outgoing(policy.At("spec"), IsController, asksApi: true, servers))
                yield return new Finding(policy, problem, CertManagerFix);
        }
    }

    // What a policy selects is closed but for what some policy opens, this one among them.
    private static bool IsDenial(JsonNode? spec) =>
        IsForAll(spec) && spec.At("policyTypes").Texts().Order().SequenceEqual(["Egress", "Ingress"]);

    private static bool IsForAll(JsonNode? spec) => spec.At("podSelector") is JsonObject { Count: 0 };

    private static IEnumerable<string> Incoming(JsonNode? spec, PlannedTenant tenant)
    {
        foreach (var rule in spec.At("ingress") as JsonArray ?? [])
        {
            if (rule.At("from") is not JsonArray { Count: > 0 } sources)
            {
                // Clients come from everywhere, to the ingress controller's ports alone.
                if (IsForAll(spec) || rule.At("ports") is not JsonArray { Count: > 0 })
                    yield return "lets everybody in, to pods or ports that are not the ingress controller's";
                continue;
            }

            foreach (var source in sources.Where(source => !IsOwnPods(source, tenant)))
                yield return $"lets {source!.ToJsonString()} in";
        }
    }

    private static IEnumerable<string> Outgoing(
        JsonNode? spec, Func<JsonNode?, JsonNode?, bool> maySend, bool asksApi, ImmutableArray<IPNetwork> servers)
    {
        foreach (var rule in spec.At("egress") as JsonArray ?? [])
        {
            if (rule.At("to") is not JsonArray { Count: > 0 } targets)
            {
                yield return "lets pods out to everywhere";
                continue;
            }

            foreach (var target in targets.Where(target => target.At("ipBlock") is null))
            {
                if (!maySend(rule, target) && !IsDns(rule, target))
                    yield return $"lets pods out to {target!.ToJsonString()}";
            }

            foreach (var block in targets.Select(target => target.At("ipBlock")).OfType<JsonNode>())
            {
                if (asksApi && IsApi(rule, block, servers)) continue;
                foreach (var range in Inside.Concat(servers).Where(range => Opens(block, range)))
                    yield return $"lets pods out to {range}";
            }
        }
    }

    private static bool IsOwnPods(JsonNode? peer, PlannedTenant tenant) =>
        peer is JsonObject { Count: > 0 } map && !map.ContainsKey("ipBlock") && (map["namespaceSelector"] is not { } selector
            || selector.At("matchLabels", TenantLabels.OwnerKey)?.GetValue<string>() == tenant.Name);

    // In tenants' namespaces alone, whose guards keep pods from passing for it.
    private static bool IsController(JsonNode? rule, JsonNode? peer) => IngressControllers.All.Any(controller =>
        OnlyPorts(rule, controller.HttpPort, controller.HttpsPort)
        && peer.At("podSelector", "matchLabels", "app.kubernetes.io/name")?.GetValue<string>() == controller.PodName
        && peer.At("namespaceSelector", "matchExpressions") is JsonArray expressions && expressions.Any(expression =>
            expression.At("key")?.GetValue<string>() == TenantLabels.OwnerKey
            && expression.At("operator")?.GetValue<string>() == "Exists"));

    private static bool IsDns(JsonNode? rule, JsonNode? peer) => OnlyPorts(rule, 53)
        && peer.At("namespaceSelector", "matchLabels", "kubernetes.io/metadata.name")?.GetValue<string>() == "kube-system"
        && peer.At("podSelector", "matchLabels", "k8s-app")?.GetValue<string>() == "kube-dns";

    private static bool IsApi(JsonNode? rule, JsonNode block, ImmutableArray<IPNetwork> servers) =>
        OnlyPorts(rule, 6443) && servers.Contains(IPNetwork.Parse(block["cidr"]!.GetValue<string>()));

    private static bool OnlyPorts(JsonNode? rule, params int[] numbers) => rule.At("ports") is JsonArray { Count: > 0 } ports
        && ports.All(port => numbers.Any(number => port.At("port")?.ToJsonString() == $"{number}"));

    /// <summary>Whether a block holds addresses of a range that its exceptions don't take out again as a whole.</summary>
    private static bool Opens(JsonNode block, IPNetwork range)
    {
        var open = IPNetwork.Parse(block["cidr"]!.GetValue<string>());
        return (Holds(open, range) || Holds(range, open))
            && !block["except"].Texts().Any(except => Holds(IPNetwork.Parse(except), range));
    }

    private static bool Holds(IPNetwork outer, IPNetwork inner) =>
        outer.PrefixLength <= inner.PrefixLength && outer.Contains(inner.BaseAddress);

    private static IPNetwork Single(IPAddress address) => new(address, address.GetAddressBytes().Length * 8);
}
