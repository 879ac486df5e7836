using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Infra.Clusters;

namespace Infra.Verifying.Traffic;

/// <summary>Who answers for a domain, asked from this machine.</summary>
internal static class OutsideChecks
{
    public static LiveCheck Own { get; } = new(
        "served-at-own-address", "traffic",
            "Every domain is answered at its tenant's own address, with its certificate if an Ingress has one.")
    {
        Probes = cluster => ForEachDomain(cluster, (tenant, host, token) => AskOwnAsync(cluster, tenant, host, token)),
    };

    public static LiveCheck Neighbour { get; } = new(
        "not-served-at-neighbours", "traffic", "No domain is served at another tenant's address.")
    {
        Probes = cluster => ForEachDomain(cluster, (tenant, host, token) => AskNeighbourAsync(cluster, tenant, host, token)),
    };

    private static IEnumerable<Probe> ForEachDomain(
        LiveCluster cluster, Func<LiveTenant, string, CancellationToken, Task<IEnumerable<Observation>>> ask) =>
        from tenant in cluster.Tenants
        from domain in tenant.Domains
        let host = domain.StartsWith("*.", StringComparison.Ordinal) ? $"verify{domain[1..]}" : domain
        select new Probe($"domain {domain} of tenant {tenant.Name}", token => ask(tenant, host, token));

    private static async Task<IEnumerable<Observation>> AskOwnAsync(
        LiveCluster cluster, LiveTenant tenant, string host, CancellationToken cancellation)
    {
        var answer = await AskAsync(cluster, tenant, host, cancellation).ConfigureAwait(false);
        var where = $"{host} at {tenant.Address}";
        if (!answer.IsConnected)
        {
            return [new Fault(where, $"isn't answered: {answer.Problem}",
                "see whether the address is announced, the ingress controller runs, and firewalls let ports 80 and 443 through")];
        }

        var isServed = await HasCertificateAsync(cluster, tenant, host, cancellation).ConfigureAwait(false);
        return (answer, isServed) switch
        {
            ({ HasCertificate: true, Status: not null }, _) => [],
            (_, false) => [new Note(where, "is answered; no Ingress serves it with a certificate yet")],
            ({ HasCertificate: false }, true) => [new Fault(where, "is answered without its certificate",
                $"see 'kubectl -n {tenant.Namespaces[0]} describe certificates,ingresses'")],
            _ => [new Fault(where, $"isn't served: {answer.Problem}",
                $"see the logs of the ingress controller in {tenant.Namespaces[0]}")],
        };
    }

    private static async Task<IEnumerable<Observation>> AskNeighbourAsync(
        LiveCluster cluster, LiveTenant tenant, string host, CancellationToken cancellation)
    {
        if (cluster.NeighbourOf(tenant) is not { } neighbour) return [new Note($"tenant {tenant.Name}", "has no neighbour")];
        var answer = await AskAsync(cluster, neighbour, host, cancellation).ConfigureAwait(false);
        var where = $"{host} at {neighbour.Address} of tenant {neighbour.Name}";
        const string fix = "find the Ingress that names the host, and see whether the guard infra-ingresses is bound";
        return answer switch
        {
            // Nothing is known of who would have answered.
            { IsConnected: false } => [new Obstacle(where, $"nobody answers ({answer.Problem})")],
            { HasCertificate: true } => [new Fault(where, "is answered with a certificate for it", fix)],
            // No such host, or none in this connection.
            { Status: 404 or 421 } => [],
            { Status: { } status } =>
                [new Fault(where, string.Create(CultureInfo.InvariantCulture, $"is served there (HTTP {status})"), fix)],
            // Turned away before HTTP, as NGINX does with names that it doesn't know.
            { Problem: { } problem } when !problem.StartsWith("no answer", StringComparison.Ordinal) => [],
            _ => [new Obstacle(where, answer.Problem ?? "the answer isn't understood")],
        };
    }

    private static Task<OutsideAnswer> AskAsync(LiveCluster cluster, LiveTenant at, string host, CancellationToken cancellation)
    {
        if (at.Address is not { } address)
            throw new ClusterException($"neither the stack's outputs nor the pool of tenant {at.Name} say its address");
        return OutsideAnswer.AskAsync(
            new IPEndPoint(IPAddress.Parse(address), cluster.Traffic!.Port), host, cluster.Traffic.Patience, cancellation);
    }

    private static async Task<bool> HasCertificateAsync(LiveCluster cluster, LiveTenant tenant, string host, CancellationToken cancellation)
    {
        var ingresses = (await cluster.ListAsync("networking.k8s.io/v1", "Ingress", cancellation).ConfigureAwait(false))
            .Where(ingress => tenant.Namespaces.Contains(ingress.Namespace())).ToImmutableArray();
        return ingresses.SelectMany(ingress => ingress.Items("spec", "tls")).SelectMany(tls => tls.Items("hosts"))
            .Any(name => name is JsonValue text && text.GetValue<string>() == host);
    }
}
