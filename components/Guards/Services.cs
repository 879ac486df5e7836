using Infra.Components.K3s;
using Infra.Components.LoadBalancing;

namespace Infra.Components.Guards;

/// <summary>
/// Holds a tenant's Services to its own address, which its ingress controller has: no load balancer beside that, no other pool, no address
/// of one's choice, no ports on nodes.
/// </summary>
internal static class Services
{
    public static readonly ValidatingGuard Guard = new("infra-services", [new("", ["services"], "CREATE", "UPDATE")])
    {
        LooksAt = [LookedAt.Spec, LookedAt.Annotations],
        Variables =
        [
            // Only the namespace of the ingress controller has one.
            new("pool", TenantAnnotations.Value(TenantAnnotations.Pool)),
            new("type", """object.spec.?type.orValue("ClusterIP")"""),
            new("annotations", "object.metadata.?annotations.orValue({})"),
            // MetalLB reads the old prefix still, and writes down from which pool it gave an address.
            new("foreignAnnotations", $"""
                variables.annotations.filter(key, (key.startsWith("metallb.io/") || key.startsWith("metallb.universe.tf/")) &&
                  !(key in ["{Announcements.PoolAnnotation}", "metallb.universe.tf/address-pool", "metallb.io/ip-allocated-from-pool"] &&
                    variables.annotations[key] == variables.pool))
                """),
        ],
        Rules =
        [
            new("""variables.type in ["ClusterIP", "LoadBalancer"]""",
                """
                spec.type is `variables.type`, which
                `(variables.type == "NodePort" ? "opens a port on every tenant's node" : "leads elsewhere")`: write ClusterIP, and an
                Ingress for what is reached from outside
                """),
            new("variables.foreignAnnotations.size() == 0",
                $"""
                metadata.annotations has `variables.foreignAnnotations.join(", ")`: a tenant has one address, and can't share or choose
                one; leave them out`(variables.pool == "" ? "" : ", or write {Announcements.PoolAnnotation}: " + variables.pool)`
                """),
            new("""object.spec.?loadBalancerIP.orValue("") == "" """.Trim(),
                """
                spec.loadBalancerIP is `object.spec.?loadBalancerIP.orValue("")`: an address can't be chosen; leave it out, the Service
                gets the tenant's own
                """),
            new("""object.spec.?loadBalancerClass.orValue("") == "" """.Trim(),
                """
                spec.loadBalancerClass is `object.spec.?loadBalancerClass.orValue("")`: there is one load balancer, without a class;
                leave it out
                """),
            new("object.spec.?externalIPs.orValue([]).size() == 0",
                """
                spec.externalIPs would take traffic that is meant for others: leave it out, and write an Ingress for what is reached
                from outside
                """),
            new($"!object.spec.?clusterIPs.orValue([]).exists(own, isIP(own) && [{Dns}].exists(dns, ip(dns) == ip(own)))",
                """
                spec.clusterIP is that of the cluster's DNS, which all tenants ask: leave it out, the Service gets one
                """),
            new("object.spec.?ports.orValue([]).all(port, port.?nodePort.orValue(0) == 0)",
                "spec.ports asks for node ports, which are open on every tenant's node: leave nodePort out"),
            // Administrators, of whom Helm is one here: while one ingress controller takes another's place, quotas count two.
            new($"""
                variables.type != "LoadBalancer" || oldObject != null && oldObject.spec.?type.orValue("") == "LoadBalancer" ||
                  variables.pool != "" && !({Actors.NoAdministrator.Expression})
                """,
                """
                spec.type is LoadBalancer, and the tenant's one address is its ingress controller's, which the platform runs in the tenant's
                first namespace: write ClusterIP, and an Ingress for what is reached from outside
                """),
            // What NodePorts writes; before Kubernetes 1.36 nobody does.
            new("""variables.type != "LoadBalancer" || !object.spec.?allocateLoadBalancerNodePorts.orValue(true)""",
                """
                the Service would be given node ports, which are open on every tenant's node: write
                allocateLoadBalancerNodePorts: false
                """),
        ],
    };

    private static string Dns => string.Join(", ", NodeNetwork.ClusterDns.Select(address => $"\"{address}\""));
}
