using Infra.Tests.EndToEnd.Suite;
using Infra.Tests.EndToEnd.Worlds;

namespace Infra.Tests.EndToEnd.Scenarios;

/// <summary>What somebody tries who has become root on a tenant's node: all credentials that lie there.</summary>
internal static class CapturedNode
{
    private const string Kubelet = "k3s kubectl --kubeconfig /var/lib/rancher/k3s/agent/kubelet.kubeconfig";
    private const string KubeProxy = "k3s kubectl --kubeconfig /var/lib/rancher/k3s/agent/kubeproxy.kubeconfig";
    private const string Controller = "k3s kubectl --kubeconfig /var/lib/rancher/k3s/agent/k3scontroller.kubeconfig";

    /// <summary>Tries them.</summary>
    /// <param name="captured">The node.</param>
    /// <param name="other">Another tenant's node.</param>
    public static async Task TryAsync(Machine captured, Machine other)
    {
        // Somebody who could do nothing at all would be refused everything.
        foreach (var credential in new[] { Kubelet, KubeProxy, Controller })
            await captured.MustAsync($"{credential} get node {captured.Name}");
        var opened = new List<string>();
        var addresses = (await other.MustAsync("hostname -I")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        foreach (var attack in AttacksOn(captured.Name, other.Name).Concat(Doors(addresses)))
        {
            var result = await captured.SshAsync(attack);
            if (result.ExitCode == 0)
                opened.Add($"{attack}\n  {result.Output.Trim()}");
        }

        if (opened.Count > 0)
            throw new StoryFailedException($"From {captured.Name} {opened.Count} attacks weren't refused:\n{string.Join('\n', opened)}");
    }

    private static IEnumerable<string> AttacksOn(string own, string other)
    {
        foreach (var place in new[] { "tenant-tenant-b", "kube-system", "cert-manager", "metallb-system", "tenant-access" })
        {
            yield return $"{Kubelet} get secrets -n {place}";
            yield return $"{Kubelet} create configmap captured -n {place}";
            yield return $"{KubeProxy} get secrets -n {place}";
            yield return $"{Controller} get secrets -n {place}";
        }

        foreach (var who in new[] { Kubelet, KubeProxy, Controller })
        {
            yield return $"{who} label node {other} --overwrite node-restriction.kubernetes.io/tenant=tenant-a";
            yield return $"{who} label node {own} --overwrite node-restriction.kubernetes.io/tenant=tenant-b";
            yield return $"{who} taint node {own} captured=yes:NoSchedule";
            yield return $"{who} delete node {other}";
            yield return $"{who} create token default -n kube-system";
            yield return $"{who} create clusterrolebinding captured --clusterrole=cluster-admin --user=system:node:{own}";
            yield return $"{who} delete namespace tenant-tenant-b";
            yield return $"{who} get --raw /api/v1/nodes/{other}/proxy/pods";
        }

        // Its token joins agents; it must not give what servers know.
        yield return """
            config=/etc/rancher/k3s/config.yaml
            token=$(sed -n 's/^token: //p' "$config" | tr -d "'" | sed 's/.*::node://')
            server=$(sed -n 's/^server: //p' "$config")
            curl --fail --silent --insecure --max-time 5 --user "node:$token" "$server/v1-k3s/server-bootstrap"
            """;
    }

    // The kubelet's, kube-proxy's and MetalLB's ports, and etcd's.
    private static IEnumerable<string> Doors(IEnumerable<string> addresses) => addresses
        .Where(address => !address.Contains(':', StringComparison.Ordinal) && !address.StartsWith("10.42.", StringComparison.Ordinal))
        .SelectMany(
            _ => new[] { 10250, 10249, 9120, 7946, 2379 }, (address, port) => $"timeout 3 bash -c 'exec 3<>/dev/tcp/{address}/{port}'");
}
