using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Planning;

namespace Infra.Reporting;

/// <summary>Who may reach whom, by one rule of a provider's firewall or of a network policy.</summary>
/// <param name="From">Who: ranges, pods or namespaces.</param>
/// <param name="To">Whom.</param>
/// <param name="Ports">At which ports; with a protocol alone, at all of its own.</param>
/// <param name="Rule">The resource that says so.</param>
/// <param name="Nodes">Servers that the rule is attached to; none for a network policy.</param>
internal sealed record Reach(
    ImmutableArray<string> From, ImmutableArray<string> To, string Ports, PlannedResource Rule, ImmutableArray<PlannedResource> Nodes)
{
    private const string AnyIPv4 = "0.0.0.0/0";
    private const string AnyIPv6 = "::/0";
    private const string Everything = "everything";

    /// <summary>The rules, firewalls first.</summary>
    public static ImmutableArray<Reach> Of(Plan plan) =>
    [
        .. plan.Resources.Where(resource => resource.Type.EndsWith(":Firewall", StringComparison.Ordinal))
            .SelectMany(firewall => OfFirewall(plan, firewall)),
        .. plan.Objects("NetworkPolicy").SelectMany(OfPolicy),
    ];

    /// <summary>Whether anybody may.</summary>
    public bool FromAnywhere => From.Contains("anywhere");

    private static IEnumerable<Reach> OfFirewall(Plan plan, PlannedResource firewall)
    {
        ImmutableArray<PlannedResource> servers =
        [
            .. plan.Resources.Where(resource => resource.Inputs.ContainsKey("firewallIds") && resource.DependsOn.Contains(firewall.Urn)),
        ];
        return List(firewall.At("rules")).Where(rule => rule.At("direction")?.GetValue<string>() == "in").Select(rule => new Reach(
            Anywhere([.. rule.At("sourceIps").Texts()]),
            [$"nodes behind {firewall.Text("name") ?? firewall.Name}: {servers.Length}"],
            string.Join(' ', new[] { rule.At("protocol"), rule.At("port") }.OfType<JsonNode>().Select(part => part.ToString())),
            firewall,
            servers));
    }

    private static IEnumerable<Reach> OfPolicy(PlannedResource policy)
    {
        ImmutableArray<string> own = [$"{Pods(policy.At("spec", "podSelector"))} of namespace {policy.Namespace()}"];
        foreach (var rule in List(policy.At("spec", "ingress")))
            yield return new Reach(Peers(policy, rule.At("from")), own, PortsOf(rule), policy, []);
        foreach (var rule in List(policy.At("spec", "egress")))
            yield return new Reach(own, Peers(policy, rule.At("to")), PortsOf(rule), policy, []);
    }

    private static ImmutableArray<string> Peers(PlannedResource policy, JsonNode? peers)
    {
        var all = List(peers).ToList();
        return all.Count == 0 ? ["anywhere"] : Anywhere([.. all.Select(peer => Peer(policy, peer))]);
    }

    private static string Peer(PlannedResource policy, JsonNode peer)
    {
        if (peer.At("ipBlock") is { } block)
        {
            var except = block.At("except").Texts();
            return $"{block.At("cidr")}{(except.Length == 0 ? "" : $" but {string.Join(", ", except)}")}";
        }

        return peer.At("namespaceSelector") is { } namespaces
            ? $"{Pods(peer.At("podSelector"))} of namespaces with {Labels(namespaces)}"
            : $"{Pods(peer.At("podSelector"))} of namespace {policy.Namespace()}";
    }

    private static string Pods(JsonNode? selector) => selector is JsonObject { Count: > 0 } ? $"pods with {Labels(selector)}" : "all pods";

    private static string Labels(JsonNode selector)
    {
        var labels = (selector.At("matchLabels") as JsonObject ?? []).Select(label => $"{label.Key}={label.Value}");
        var expressions = List(selector.At("matchExpressions")).Select(expression =>
            $"{expression.At("key")} {expression.At("operator")} {string.Join(", ", expression.At("values").Texts())}".TrimEnd());
        var all = string.Join(", ", labels.Concat(expressions));
        return all.Length == 0 ? "any label or none" : all;
    }

    private static string PortsOf(JsonNode rule)
    {
        var ports = List(rule.At("ports")).ToList();
        return ports.Count == 0
            ? Everything
            : string.Join(", ", ports.Select(port => $"{(port.At("protocol")?.ToString() ?? "TCP").ToLowerInvariant()} {port.At("port")}"));
    }

    private static ImmutableArray<string> Anywhere(ImmutableArray<string> from) =>
        from.Length == 2 && from.Contains(AnyIPv4) && from.Contains(AnyIPv6) ? ["anywhere"] : from;

    private static IEnumerable<JsonNode> List(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonNode>();
}
