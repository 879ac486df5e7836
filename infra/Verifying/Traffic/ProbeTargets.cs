using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Infra.Verifying.Traffic;

/// <summary>What a tenant's probe tries to reach.</summary>
internal static class ProbeTargets
{
    private const int Ssh = 22, Kubelet = 10250, SpeakerMetrics = 9120, Api = 6443, Http = 80, Dns = 53;

    private static readonly ImmutableArray<(int Port, string What)> OfNodes =
        [(Ssh, "SSH"), (Kubelet, "the kubelet"), (SpeakerMetrics, "the speaker's metrics"), (Api, "the Kubernetes API")];

    /// <summary>The targets of a tenant: first DNS and its own Services, which it must reach, then what it must not.</summary>
    public static async Task<ImmutableArray<ProbeTarget>> OfAsync(LiveCluster cluster, LiveTenant tenant, CancellationToken cancellation)
    {
        var services = await cluster.ListAsync("v1", "Service", cancellation).ConfigureAwait(false);
        var pods = await cluster.ListAsync("v1", "Pod", cancellation).ConfigureAwait(false);
        var nodes = await cluster.ListAsync("v1", "Node", cancellation).ConfigureAwait(false);
        var others = cluster.NeighbourOf(tenant)?.Namespaces ?? [];
        var servers = cluster.Plan.Servers.Select(server => server.Name).ToHashSet();
        var targets = new List<ProbeTarget>();
        targets.AddRange(services.Where(service => service.Namespace() == "kube-system" && service.Name() == "kube-dns")
            .Select(service => new ProbeTarget("cluster DNS", service.Word("spec", "clusterIP") ?? "", Dns, MustAnswer: true)));
        targets.AddRange(OfServices(services.Where(service => service.Namespace() == tenant.Namespaces[0]
            && service.Word("spec", "type") == "LoadBalancer")).Select(target => target with { MustAnswer = true }));
        targets.AddRange(OfServices(services.Where(service => others.Contains(service.Namespace()))));
        targets.AddRange(OfServices(services.Where(service => service.Namespace() == "default" && service.Name() == "kubernetes")));
        targets.AddRange(pods.Where(pod => others.Contains(pod.Namespace()) && pod.Word("status", "phase") == "Running").SelectMany(pod =>
            pod.Items("spec", "containers").SelectMany(container => container.Items("ports")).Select(port => new ProbeTarget(
                LiveObjects.Shown("Pod", pod.Namespace(), pod.Name()), pod.Word("status", "podIP") ?? "", Number(port, "containerPort")))));
        targets.AddRange(
            from node in nodes
            where node.Name() == tenant.Node || servers.Contains(node.Name()) || node.Name() == cluster.NeighbourOf(tenant)?.Node
            from address in node.Items("status", "addresses")
            where address.Word("type") is "InternalIP" or "ExternalIP"
            from port in OfNodes
            where port.Port != Api || servers.Contains(node.Name())
            select new ProbeTarget($"{port.What} of node {node.Name()}", address.Word("address")!, port.Port));
        targets.Add(new ProbeTarget("the cloud's metadata service", "169.254.169.254", Http));
        return
        [
            .. targets.Where(target => target.Port > 0 && IsIpv4(target.Address)).DistinctBy(target => (target.Address, target.Port))
                .OrderByDescending(target => target.MustAnswer),
        ];
    }

    private static IEnumerable<ProbeTarget> OfServices(IEnumerable<JsonObject> services) => services.SelectMany(service =>
        service.Items("spec", "ports").Where(port => port.Word("protocol") is null or "TCP").Select(port => new ProbeTarget(
            LiveObjects.Shown("Service", service.Namespace(), service.Name()), service.Word("spec", "clusterIP")
                ?? "", Number(port, "port"))));

    private static int Number(JsonNode port, string key) =>
        int.TryParse(port[key]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static bool IsIpv4(string address) => System.Net.IPAddress.TryParse(address, out var ip)
        && ip.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork;
}
