using System.Collections.Immutable;
using System.Text.Json;
using Infra.Components.Kubernetes;
using Infra.Tests.Integration.Hosts;

namespace Infra.Tests.Integration.K3s;

/// <summary>What a cluster says of its nodes when it is asked through its API, on one of its servers.</summary>
internal static class NodeFacts
{
    private static readonly ImmutableSortedDictionary<string, string> Paths = new Dictionary<string, string>
    {
        ["labels"] = "{.metadata.labels}",
        ["ready"] = """{.status.conditions[?(@.type=="Ready")].status}""",
        ["taints"] = """{range .spec.taints[*]}{.key}={.value}:{.effect}{"\n"}{end}""",
        ["version"] = "{.status.nodeInfo.kubeletVersion}",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static bool Exists(Host server, string node) =>
        server.Ask($"k3s kubectl get node {node} --ignore-not-found -o name").Length > 0;

    /// <summary>A fact by its name: <c>version</c>, <c>ready</c>, <c>taints</c>, or <c>labels</c> (the program's own).</summary>
    public static string Of(Host server, string node, string fact)
    {
        var answer = server.Ask($"k3s kubectl get node {node} -o jsonpath='{Paths[fact]}'").Trim();
        return fact == "labels" ? OurLabels(answer) : answer;
    }

    private static string OurLabels(string labels) => string.Join('\n', JsonDocument.Parse(labels).RootElement.EnumerateObject()
        .Where(label => label.Name is TenantLabels.NodeKey or TenantLabels.PoolKey)
        .Select(label => $"{label.Name}={label.Value.GetString()}")
        .Order(StringComparer.Ordinal));
}
