using System.Text.Json.Nodes;
using Infra.Clusters;

namespace Infra.Verifying.Platform;

/// <summary>Which addresses Services have.</summary>
internal static class ServiceAddressCheck
{
    private const string Kind = "Service";

    public static LiveCheck Check { get; } = new(
        "service-has-own-address", "platform", "Every tenant has one Service with a public address, exactly its own; nobody else has one.")
    {
        Probes = cluster => cluster.ForEachTenant((tenant, cancellation) => FindAsync(cluster, tenant, cancellation))
            .Append(new Probe("other namespaces", cancellation => FindStrangersAsync(cluster, cancellation))),
    };

    /// <summary>The Services that want a public address.</summary>
    public static async Task<IEnumerable<JsonObject>> WithAddressAsync(LiveCluster cluster, CancellationToken cancellation) =>
        (await cluster.ListAsync("v1", Kind, cancellation).ConfigureAwait(false)).Where(service =>
            service.Word("spec", "type") == "LoadBalancer");

    private static async Task<IEnumerable<Observation>> FindAsync(LiveCluster cluster, LiveTenant tenant, CancellationToken cancellation)
    {
        if (tenant.ArrivalAddress is not { } own)
            throw new ClusterException("neither the stack's outputs nor the tenant's pool say its address");
        var services = (await WithAddressAsync(cluster, cancellation).ConfigureAwait(false))
            .Where(service => tenant.Namespaces.Contains(service.Namespace())).ToList();
        if (services.Count == 0)
        {
            return [new Fault(
                $"tenant {tenant.Name}", "has no Service with a public address", cluster.RenewalOfRelease(tenant.Namespaces[0]))];
        }

        return services.SelectMany(service => Faults(service, own, services.Count));
    }

    private static IEnumerable<Observation> Faults(JsonObject service, string own, int count)
    {
        var where = LiveObjects.Shown(Kind, service.Namespace(), service.Name());
        var given = service.Items("status", "loadBalancer", "ingress").Select(address =>
            address.Word("ip") ?? address.Word("hostname") ?? "").ToList();
        if (count > 1) yield return new Fault(where, $"is one of {count} Services with a public address",
            "leave the ingress controller's alone");
        if (given is not [var only] || only != own)
        {
            yield return new Fault(
                where, $"has {(given.Count == 0 ? "no address" : string.Join(", ", given))}, and the tenant's is {own}",
                $"see 'kubectl -n {service.Namespace()} describe service {service.Name()}'");
        }

        if (service.Word("spec", "externalTrafficPolicy") != "Local")
            yield return new Fault(where, "lets other nodes take its traffic (externalTrafficPolicy)", "set it to Local");
        if (service.Items("spec", "ports").Any(port => port["nodePort"] is not null))
        {
            // Kubernetes puts ports back that are merely left out.
            yield return new Fault(
                where, "opens ports on every node",
                "make it a ClusterIP, and then a LoadBalancer with allocateLoadBalancerNodePorts: false");
        }
    }

    private static async Task<IEnumerable<Observation>> FindStrangersAsync(LiveCluster cluster, CancellationToken cancellation)
    {
        var namespaces = cluster.AllTenants.SelectMany(tenant => tenant.Namespaces).ToHashSet();
        return (await cluster.ListAsync("v1", Kind, cancellation).ConfigureAwait(false))
            .Where(service => service.Word("spec", "type") is "LoadBalancer" or "NodePort" && !namespaces.Contains(service.Namespace())
                || service.Items("spec", "externalIPs").Any())
            .Select(service => new Fault(
                LiveObjects.Shown(Kind, service.Namespace(), service.Name()), "takes addresses or ports of nodes and isn't a tenant's",
                "make it a ClusterIP, or delete it"));
    }
}
