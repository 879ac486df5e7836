using System.Net;
using System.Text.Json.Nodes;
using Infra.Planning;

namespace Infra.Tests.Planning;

/// <summary>Where network policies let out the pods that they select: what none of them opens is closed.</summary>
internal sealed class PodEgress(params IEnumerable<PlannedResource> policies)
{
    /// <summary>Whether pods may send to an address that is no pod's.</summary>
    public bool Reaches(string address, int port, string protocol = "TCP") => Opens(port, protocol, (_, peer) =>
        peer.At("ipBlock") is { } block && Holds(block.At("cidr")!.GetValue<string>(), address)
        && !block.At("except").Texts().Any(range => Holds(range, address)));

    /// <summary>Whether pods may send to the pods of a namespace that have these labels.</summary>
    public bool ReachesPods(PodPlace place, int port, string protocol = "TCP") => Opens(port, protocol, (policy, peer) =>
        peer.At("ipBlock") is null
        && (peer.At("namespaceSelector") is { } namespaces
            ? Selects(namespaces, place.NamespaceLabels)
            : policy.Namespace() == place.Namespace)
        && (peer.At("podSelector") is not { } pods || Selects(pods, place.PodLabels)));

    private bool Opens(int port, string protocol, Func<PlannedResource, JsonNode, bool> isPeer) => policies.Any(policy =>
        List(policy.At("spec", "egress")).Any(rule =>
            (!List(rule.At("ports")).Any() || List(rule.At("ports")).Any(open =>
                open.At("port")!.GetValue<long>() == port && open.At("protocol")!.GetValue<string>() == protocol))
            && (!List(rule.At("to")).Any() || List(rule.At("to")).Any(peer => isPeer(policy, peer)))));

    private static bool Holds(string range, string address) => IPNetwork.Parse(range).Contains(IPAddress.Parse(address));

    private static bool Selects(JsonNode selector, JsonObject labels) =>
        (selector.At("matchLabels") as JsonObject ?? []).All(wanted => JsonNode.DeepEquals(wanted.Value, labels[wanted.Key]))
        && List(selector.At("matchExpressions")).All(expression => expression.At("operator")!.GetValue<string>() switch
        {
            "Exists" => labels.ContainsKey(expression.At("key")!.GetValue<string>()),
            var other => throw new NotSupportedException($"no operator that this reads: {other}"),
        });

    private static IEnumerable<JsonNode> List(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonNode>();
}

/// <summary>Pods, as network policies tell them apart.</summary>
/// <param name="Namespace">Their namespace.</param>
/// <param name="GivenLabels">The labels that the namespace was given; Kubernetes adds its name.</param>
/// <param name="PodLabels">Their own labels.</param>
internal sealed record PodPlace(string Namespace, JsonObject GivenLabels, JsonObject PodLabels)
{
    public JsonObject NamespaceLabels => new(
        GivenLabels.Select(label => KeyValuePair.Create(label.Key, label.Value?.DeepClone()))
            .Append(KeyValuePair.Create("kubernetes.io/metadata.name", (JsonNode?)Namespace)));
}
