using System.Text.Json.Nodes;
using Infra.Planning;
using Infra.Tests.Planning;
using Xunit;

namespace Infra.Tests.Checks;

/// <summary>A plan that one check must refuse.</summary>
/// <param name="check">The check's id.</param>
/// <param name="what">What is wrong.</param>
/// <param name="make">Makes it so.</param>
/// <param name="stack">The stack whose plan is spoilt.</param>
public sealed class Flaw(string check, string what, Func<Plan, Plan> make, string stack = "dev")
{
    public static TheoryData<Flaw> All => new(List);

    public static Flaw[] List =>
    [
        .. Pools, .. Announcements, .. Services, .. Placements, .. Nodes, .. Namespaces, .. NetworkPolicies, .. Shares, .. Secrets,
        .. Machines, .. Guards,
    ];

    public string Check => check;

    public Plan Plan => make(PlannedStack.Get(stack).Plan);

    public override string ToString() => $"{check}: {what}";

    private static Flaw[] Pools =>
    [
        new("pool-of-one-address", "a range", plan => plan.Change("IPAddressPool", "tenant-a-pool", pool =>
            pool["spec"]!["addresses"] = new JsonArray("244.244.150.0/24"))),
        new("pool-of-one-address", "a second address", plan => plan.Change("IPAddressPool", "tenant-a-pool", pool =>
            pool["spec"]!["addresses"]!.AsArray().Add("203.0.113.7/32"))),
        new("pool-of-one-address", "another tenant's address", plan => plan.Change("IPAddressPool", "tenant-a-pool", pool =>
            pool["spec"]!["addresses"] = new JsonArray($"{plan.Tenants[1].Address}/32"))),
        new("pool-of-one-address", "one address for two tenants", plan => plan
            .WithTenant("tenant-a", tenant => tenant with { Address = plan.Tenants[1].Address })
            .Change("IPAddressPool", "tenant-a-pool", pool => pool["spec"]!["addresses"] = new JsonArray($"{plan.Tenants[1].Address}/32"))),
        new("pool-of-one-address", "for every namespace", plan => plan.Change("IPAddressPool", "tenant-a-pool", pool =>
            pool["spec"]!.AsObject().Remove("serviceAllocation"))),
        new("pool-of-one-address", "for another namespace", plan => plan.Change("IPAddressPool", "tenant-a-pool", pool =>
            pool["spec"]!["serviceAllocation"]!["namespaces"] = new JsonArray("tenant-tenant-b"))),
        new("pool-of-one-address", "for a selector, too", plan => plan.Change("IPAddressPool", "tenant-a-pool", pool =>
            pool["spec"]!["serviceAllocation"]!["namespaceSelectors"] = new JsonArray())),
        new("pool-of-one-address", "for who asks for none", plan => plan.Change("IPAddressPool", "tenant-a-pool", pool =>
            pool["spec"]!["autoAssign"] = true)),
        new("pool-of-one-address", "nobody's pool", plan => plan.WithCopies("IPAddressPool", "tenant-a-pool", 1, pool =>
            pool["spec"]!["addresses"] = new JsonArray("203.0.113.7/32"))),
    ];

    private static Flaw[] Announcements =>
    [
        new("announced-by-own-node", "by another node", plan => plan.Change("L2Advertisement", "tenant-a-l2", advertisement =>
            advertisement["spec"]!["nodeSelectors"]![0]!["matchLabels"]!["node-restriction.kubernetes.io/tenant"] = "tenant-b")),
        new("announced-by-own-node", "by every node", plan => plan.Change("L2Advertisement", "tenant-a-l2", advertisement =>
            advertisement["spec"]!.AsObject().Remove("nodeSelectors"))),
        new("announced-by-own-node", "another pool", plan => plan.Change("L2Advertisement", "tenant-a-l2", advertisement =>
            advertisement["spec"]!["ipAddressPools"] = new JsonArray("tenant-b-pool"))),
        new("announced-by-own-node", "every pool", plan => plan.Change("L2Advertisement", "tenant-a-l2", advertisement =>
            advertisement["spec"]!["ipAddressPoolSelectors"] = new JsonArray(new JsonObject()))),
        new("announced-by-own-node", "by nobody", plan => plan.Without("L2Advertisement", "tenant-a-l2")),
        new("announced-by-own-node", "twice", plan => plan.WithCopies("L2Advertisement", "tenant-a-l2", 1)),
        new("announced-by-own-node", "by a router's other peer", plan => plan.Change("BGPAdvertisement", "tenant-a-bgp", advertisement =>
            advertisement["spec"]!.AsObject().Remove("nodeSelectors")), "bgp"),
        new("selectors-on-restricted-labels", "a peer of nodes that say so themselves", plan => plan.Alter(
            "BGPPeer",
            plan.Objects("BGPPeer").First().Name,
            peer => peer with { Inputs = JsonNode.Parse(peer.Inputs.ToJsonString().Replace(
                "node-restriction.kubernetes.io/tenant", "node-pool", StringComparison.Ordinal))!.AsObject() }), "bgp"),
    ];

    private static Flaw[] Services =>
    [
        new("services-ask-for-own-pool", "another tenant's pool", plan => plan.Change("Release", "tenant-b-ingress", release =>
            release["values"]!["service"]!["annotations"]!["metallb.io/address-pool"] = "tenant-a-pool")),
        new("services-ask-for-own-pool", "no pool", plan => plan.Change("Release", "tenant-a-ingress", release =>
            release["values"]!["controller"]!["service"]!.AsObject().Remove("annotations"))),
        new("services-ask-for-own-pool", "an address by the older annotation", plan => plan.Change("Release", "tenant-b-ingress", release =>
            release["values"]!["service"]!["annotations"]!["metallb.universe.tf/loadBalancerIPs"] = "203.0.113.7")),
        new("services-ask-for-own-pool", "an address in the spec", plan => plan.Change("Release", "tenant-b-ingress", release =>
            release["values"]!["service"]!["spec"]!["loadBalancerIP"] = "203.0.113.7")),
        new("services-ask-for-own-pool", "node ports", plan => plan.Change("Release", "tenant-b-ingress", release =>
            release["values"]!["service"]!["spec"]!["allocateLoadBalancerNodePorts"] = true)),
        new("services-ask-for-own-pool", "traffic through other nodes", plan => plan.Change("Release", "tenant-a-ingress", release =>
            release["values"]!["controller"]!["service"]!["externalTrafficPolicy"] = "Cluster")),
        new("services-ask-for-own-pool", "a node port alone", plan => plan.Change("Release", "tenant-b-ingress", release =>
            release["values"]!["service"]!["spec"]!["type"] = "NodePort")),
        new("services-ask-for-own-pool", "no Service", plan => plan.Change("Release", "tenant-b-ingress", release =>
            release["values"]!.AsObject().Remove("service"))),
    ];

    private static Flaw[] Placements =>
    [
        new("workloads-on-own-node", "another tenant's node", plan => plan.Change("Release", "tenant-b-ingress", release =>
            release["values"]!["nodeSelector"]!["node-restriction.kubernetes.io/tenant"] = "tenant-a")),
        new("workloads-on-own-node", "every tenant's taint", plan => plan.Change("Release", "tenant-b-ingress", release =>
            release["values"]!["tolerations"] = new JsonArray(
                new JsonObject { ["key"] = "node-restriction.kubernetes.io/tenant", ["operator"] = "Exists" }))),
        new("workloads-on-own-node", "another taint, too", plan => plan.Change("Release", "tenant-a-ingress", release =>
            release["values"]!["controller"]!["tolerations"]!.AsArray().Add(new JsonObject { ["operator"] = "Exists" }))),
        new("workloads-on-own-node", "no node in particular", plan => plan.Change("Release", "tenant-b-ingress", release =>
        {
            release["values"]!.AsObject().Remove("nodeSelector");
            release["values"]!.AsObject().Remove("tolerations");
        })),
        new("workloads-on-own-node", "a solver anywhere", plan => plan.Change("Issuer", "tenant-b-issuer", issuer =>
            issuer["spec"]!["acme"]!["solvers"]![0]!["http01"]!["ingress"]!.AsObject().Remove("podTemplate"))),
        new("workloads-on-own-node", "the platform's part on a tenant's node", plan => plan.Change("Release", "cert-manager", release =>
            release["values"]!["webhook"]!["nodeSelector"] = new JsonObject { ["node-restriction.kubernetes.io/tenant"] = "tenant-a" })),
        new("workloads-on-own-node", "a node without a speaker", plan => plan.Change("Release", "metallb", release =>
            release["values"]!["speaker"]!["tolerations"]![0]!["value"] = "tenant-a")),
    ];

    private static Flaw[] Nodes =>
    [
        new("nodes-tainted-and-labelled", "a taint less", plan => plan.Alter("Command", "dev-tenant-a-k3s", command =>
            Configured(command, "  - node-restriction.kubernetes.io/tenant=tenant-a:NoExecute\n", ""))),
        new("nodes-tainted-and-labelled", "another tenant's taint", plan => plan.Alter("Command", "dev-tenant-a-k3s", command =>
            Configured(command, "tenant=tenant-a:No", "tenant=tenant-b:No"))),
        new("nodes-tainted-and-labelled", "a server for everybody", plan => plan.Alter("Command", "dev-control-plane-1-k3s", command =>
            Configured(command, "control-plane:NoSchedule", "control-plane:PreferNoSchedule"))),
        new("nodes-tainted-and-labelled", "another tenant's label", plan => plan.Change("Command", "dev-tenant-a-register", command =>
            command["create"] = command["create"]!.GetValue<string>().Replace(
                "io/tenant=tenant-a", "io/tenant=tenant-b", StringComparison.Ordinal))),
        new("drained-before-network-goes", "a drain beside the machine", plan => plan.Alter("Command", "dev-tenant-a-membership", command =>
            command with { DependsOn = command.DependsOn.RemoveAll(urn => urn.Contains("tenant-a", StringComparison.Ordinal)) })),
        new("drained-before-network-goes", "no drain", plan => plan.Alter("Command", "dev-tenant-a-membership", command =>
            command with { Name = "dev-tenant-a-farewell" })),
    ];

    private static Flaw[] Namespaces =>
    [
        new("namespaces-restricted", "a laxer standard", plan => plan.Change("Namespace", "tenant-a", ns =>
            ns["metadata"]!["labels"]!["pod-security.kubernetes.io/enforce"] = "baseline")),
        new("namespaces-restricted", "the platform's without any", plan => plan.Change("Namespace", "cert-manager", ns =>
            ns["metadata"]!["labels"]!.AsObject().Remove("pod-security.kubernetes.io/enforce"))),
        new("quota-in-every-namespace", "a node port", plan => plan.Change("ResourceQuota", "tenant-a-quota", quota =>
            quota["spec"]!["hard"]!["services.nodeports"] = "1")),
        new("quota-in-every-namespace", "three load balancers", plan => plan.Change("ResourceQuota", "tenant-a-quota", quota =>
            quota["spec"]!["hard"]!["services.loadbalancers"] = "3")),
        new("quota-in-every-namespace", "memory without end", plan => plan.Change("ResourceQuota", "tenant-a-pod-quota", quota =>
            quota["spec"]!["hard"]!.AsObject().Remove("requests.memory"))),
        new("quota-in-every-namespace", "none of objects", plan => plan.Without("ResourceQuota", "tenant-a-quota")),
        new("quota-in-every-namespace", "none of pods", plan => plan.Without("ResourceQuota", "tenant-a-pod-quota")),
    ];

    private static Flaw[] NetworkPolicies =>
    [
        new("network-closed-by-default", "no policy for all pods", plan => plan.Without("NetworkPolicy", "tenant-a-allow")),
        new("network-closed-by-default", "what goes out left open", plan => plan.Change("NetworkPolicy", "tenant-a-allow", policy =>
            policy["spec"]!["policyTypes"] = new JsonArray("Ingress"))),
        new("network-closed-by-default", "the metadata service", plan => plan.Change("NetworkPolicy", "tenant-a-allow", policy =>
            Remove(policy, "169.254.0.0/16"))),
        new("network-closed-by-default", "half a private range", plan => plan.Change("NetworkPolicy", "tenant-a-allow", policy =>
        {
            Remove(policy, "10.0.0.0/8");
            Except(policy).Add("10.0.0.0/9");
        })),
        new("network-closed-by-default", "the API at a public address", plan => plan.Change("NetworkPolicy", "tenant-a-allow", policy =>
            Remove(policy, $"{plan.Servers[0].Address}/32"))),
        new("network-closed-by-default", "everything", plan => plan.Change("NetworkPolicy", "tenant-a-allow", policy =>
            policy["spec"]!["egress"]!.AsArray().Add(new JsonObject()))),
        new("network-closed-by-default", "other tenants' pods", plan => plan.Change("NetworkPolicy", "tenant-a-allow", policy =>
            policy["spec"]!["egress"]![0]!["to"]![0]!["namespaceSelector"] = new JsonObject())),
        new("network-closed-by-default", "for other tenants' pods", plan => plan.Change("NetworkPolicy", "tenant-a-allow", policy =>
            policy["spec"]!["ingress"]![0]!["from"]![0]!["namespaceSelector"] = new JsonObject())),
        new("network-closed-by-default", "for everybody", plan => plan.Change("NetworkPolicy", "tenant-a-allow", policy =>
            policy["spec"]!["ingress"]![0]!.AsObject().Remove("from"))),
        new("network-closed-by-default", "another port of the servers", plan => plan.Change("NetworkPolicy", "tenant-a-ingress", policy =>
            policy["spec"]!["egress"]![0]!["ports"]![0]!["port"] = 22)),
        new("network-closed-by-default", "all nodes' port of the API", plan => plan.Change("NetworkPolicy", "tenant-a-ingress", policy =>
            policy["spec"]!["egress"]![0]!["to"]![0]!["ipBlock"]!["cidr"] = "10.0.0.0/16")),
        new("network-closed-by-default", "cert-manager's policy gone", plan => plan.Without("NetworkPolicy", "cert-manager-egress")),
        new("network-closed-by-default", "a private range for cert-manager", plan => plan.Change(
            "NetworkPolicy", "cert-manager-egress", policy => Remove(policy, "10.0.0.0/8"))),
        new("network-closed-by-default", "all pods of tenants for cert-manager", plan => plan.Change(
            "NetworkPolicy", "cert-manager-egress", policy => policy["spec"]!["egress"]![3]!["to"]![0]!.AsObject().Remove("podSelector"))),
        new("network-closed-by-default", "controllers that are nobody's for cert-manager", plan => plan.Change(
            "NetworkPolicy", "cert-manager-egress", policy =>
                policy["spec"]!["egress"]![3]!["to"]![0]!["namespaceSelector"] = new JsonObject())),
    ];

    private static Flaw[] Shares =>
    [
        new("memory-fits-node", "a quota larger than the node", plan => plan.Change("ResourceQuota", "tenant-a-pod-quota", quota =>
            quota["spec"]!["hard"]!["requests.memory"] = "1201Mi")),
        new("memory-fits-node", "a node too small for the platform", plan => plan.WithTenant("tenant-a", tenant =>
            tenant with { MemoryLeftMi = -1, MemoryForQuotaMi = 127 })),
        new("hosts-claimed-once", "another tenant's host", plan => plan.WithTenant("tenant-b", tenant =>
            tenant with { Domains = ["www.tenant-a.example.com"] })),
        new("hosts-claimed-once", "a wildcard over another tenant's host", plan => plan.WithTenant("tenant-b", tenant =>
            tenant with { Domains = ["*.tenant-a.example.com"] })),
    ];

    private static Flaw[] Secrets =>
    [
        new("no-secret-in-the-open", "in user data", plan => plan.Change("Server", "tenant-a-node", server =>
            server["userData"] = $"{server["userData"]}# [secret]\n")),
        new("no-secret-in-the-open", "a private key in user data", plan => plan.Change("Server", "tenant-a-node", server =>
            server["userData"] = $"{server["userData"]}# -----BEGIN OPENSSH PRIVATE KEY-----\n")),
        new("no-secret-in-the-open", "on a command line", plan => plan.Change("Command", "dev-tenant-a-k3s", command =>
            command["create"] = $"{command["create"]} TOKEN='[secret]'")),
        new("no-secret-in-the-open", "in a chart's values", plan => plan.Change("Release", "tenant-a-ingress", release =>
            release["values"]!["password"] = "[secret]")),
        new("no-secret-in-the-open", "unmarked", plan => plan.Alter("Command", "dev-tenant-a-k3s", command =>
            command with { Inputs = command.Readable.DeepClone().AsObject() })),
    ];

    private static Flaw[] Machines =>
    [
        new("within-provider-limits", "too much user data", plan => plan.Change("Server", "tenant-a-node", server =>
            server["userData"] = new string('#', 32769))),
        new("within-provider-limits", "eleven servers in a group", plan => plan.WithCopies("Server", "tenant-a-node", 10)),
        new("within-provider-limits", "a hundred and one servers in a network", plan =>
            plan.WithCopies("ServerNetwork", "tenant-a-node-private", 98)),
        new("within-provider-limits", "501 effective rules", plan => plan.Change("Firewall", "network-tenants", firewall =>
            firewall["rules"]![0]!["sourceIps"] = new JsonArray(
                [.. Enumerable.Range(0, 495).Select(number => $"203.0.{number / 256}.{number % 256}/32")]))),
        new("within-provider-limits", "six firewalls", plan => plan.WithCopies("Firewall", "peers-tenants", 3), "public"),
        new("no-locks-at-provider", "a locked server", plan => plan.Change("Server", "tenant-a-node", server =>
            server["deleteProtection"] = true)),
    ];

    private static Flaw[] Guards =>
    [
        new("guards-cover-tenants", "a guard that isn't there", plan => plan
            .Without("ValidatingAdmissionPolicy", "infra-pods").Without("ValidatingAdmissionPolicyBinding", "infra-pods")),
        new("guards-cover-tenants", "nothing that adds the selector", plan => plan
            .Without("MutatingAdmissionPolicy", "infra-pod-placement").Without("MutatingAdmissionPolicyBinding", "infra-pod-placement")),
        new("guards-cover-tenants", "a guard without binding", plan => plan.Without("ValidatingAdmissionPolicyBinding", "infra-services")),
        new("guards-cover-tenants", "a guard that only warns", plan => plan.Change(
            "ValidatingAdmissionPolicyBinding", "infra-services", binding =>
                binding["spec"]!["validationActions"] = new JsonArray("Warn"))),
        new("guards-cover-tenants", "a guard that errors open", plan => plan.Change(
            "ValidatingAdmissionPolicy", "infra-services", policy => policy["spec"]!["failurePolicy"] = "Ignore")),
        new("guards-cover-tenants", "another label than the namespaces'", plan => plan.Change(
            "ValidatingAdmissionPolicy", "infra-ingresses", policy =>
                policy["spec"]!["matchConstraints"]!["namespaceSelector"]!["matchExpressions"]![0]!["key"] = "tenant")),
        new("guards-cover-tenants", "one tenant alone", plan => plan.Change(
            "ValidatingAdmissionPolicyBinding", "infra-pods", binding => binding["spec"]!["matchResources"] = JsonNode.Parse(
                """{"namespaceSelector":{"matchExpressions":[{"key":"infra/tenant","operator":"In","values":["tenant-a"]}]}}"""))),
        new("guards-cover-tenants", "all but one namespace", plan => plan.Change(
            "ValidatingAdmissionPolicyBinding", "infra-pods", binding => binding["spec"]!["matchResources"] = JsonNode.Parse(
                """{"namespaceSelector":{"matchExpressions":[{"key":"kubernetes.io/metadata.name","operator":"NotIn","values":["NS"]}]}}"""
                    .Replace("NS", "tenant-tenant-a-staging", StringComparison.Ordinal))), "namespaces"),
        new("guards-cover-tenants", "objects that have no label", plan => plan.Change(
            "ValidatingAdmissionPolicy", "infra-platform-objects", policy =>
                policy["spec"]!["matchConstraints"]!["objectSelector"] = JsonNode.Parse("""{"matchLabels":{"a":"b"}}"""))),
        new("guards-cover-tenants", "a namespace without what guards read", plan => plan.Change("Namespace", "tenant-a", ns =>
            ns["metadata"]!["annotations"]!.AsObject().Remove("infra/domains"))),
        new("guards-cover-tenants", "a further namespace without it", plan => plan.Change("Namespace", "tenant-a-staging", ns =>
            ns["metadata"]!.AsObject().Remove("annotations")), "namespaces"),
        new("guards-cover-tenants", "no list of nodes", plan => plan.Change("ConfigMap", "guards-nodes", map =>
            map["metadata"]!["name"] = "nodes")),
        new("guards-cover-tenants", "another parameter", plan => plan.Change(
            "ValidatingAdmissionPolicyBinding", "infra-node-events", binding => binding["spec"]!["paramRef"]!["name"] = "web")),
        new("guards-cover-tenants", "a namespace that says it is another tenant's", plan => plan.Change("Namespace", "tenant-a", ns =>
            ns["metadata"]!["labels"]!["infra/tenant"] = "tenant-b")),
        new("guards-cover-tenants", "a namespace of nobody's that says it is a tenant's", plan => plan.Change(
            "Namespace", "cert-manager", ns => ns["metadata"]!["labels"]!["infra/tenant"] = "tenant-b")),
        new("pool-of-one-address", "for a further namespace, too", plan => plan.Change("IPAddressPool", "tenant-a-pool", pool =>
            pool["spec"]!["serviceAllocation"]!["namespaces"]!.AsArray().Add("tenant-tenant-a-staging")), "namespaces"),
        new("namespaces-restricted", "a laxer standard in a further namespace", plan => plan.Change("Namespace", "tenant-a-staging", ns =>
            ns["metadata"]!["labels"]!["pod-security.kubernetes.io/enforce"] = "baseline"), "namespaces"),
        new("quota-in-every-namespace", "none in a further namespace", plan =>
            plan.Without("ResourceQuota", "tenant-a-staging-quota"), "namespaces"),
        new("quota-in-every-namespace", "a load balancer in a further namespace", plan => plan.Change(
            "ResourceQuota", "tenant-a-staging-quota", quota => quota["spec"]!["hard"]!["services.loadbalancers"] = "1"), "namespaces"),
        new("network-closed-by-default", "no denial in a further namespace", plan =>
            plan.Without("NetworkPolicy", "tenant-a-staging-allow"), "namespaces"),
        new("memory-fits-node", "shares that are more than the node", plan => plan.Change(
            "ResourceQuota", "tenant-a-staging-pod-quota", quota => quota["spec"]!["hard"]!["requests.memory"] = "1Gi"), "namespaces"),
    ];

    private static PlannedResource Configured(PlannedResource command, string old, string with)
    {
        var readable = command.Readable.DeepClone().AsObject();
        var text = readable["stdin"]!.GetValue<string>();
        readable["stdin"] = text.Contains(old, StringComparison.Ordinal)
            ? text.Replace(old, with, StringComparison.Ordinal)
            : throw new ArgumentException($"{command.Name} doesn't read '{old}'", nameof(old));
        return command with { Readable = readable };
    }

    private static JsonArray Except(JsonObject policy) => policy["spec"]!["egress"]![2]!["to"]![0]!["ipBlock"]!["except"]!.AsArray();

    private static void Remove(JsonObject policy, string range) =>
        Except(policy).RemoveAt(Array.IndexOf(Except(policy).Texts(), range));
}
