using System.Text.Json.Nodes;
using Infra.Components.Kubernetes;
using Infra.Planning;

namespace Infra.Checks;

/// <summary>Which labels decide where something runs.</summary>
internal static class NodeSelectorCheck
{
    // The admission plugin NodeRestriction lets no kubelet set these
    // (https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction).
    private const string Restricted = "node-restriction.kubernetes.io/";

    public static Check Check { get; } = new(
        "selectors-on-restricted-labels", "Whatever selects nodes does so by labels that no kubelet can set.", Find);

    private static IEnumerable<Finding> Find(Inventory inventory) =>
        from resource in inventory.Plan.Resources
        from key in Keys(resource.Inputs).Distinct()
        where key != Placement.ControlPlaneKey && !key.StartsWith(Restricted, StringComparison.Ordinal)
        select new Finding(
            resource, $"selects nodes by the label {key}, which a captured node can give itself",
            $"select by a label below {Restricted} (components/Kubernetes/TenantLabels.cs)");

    private static IEnumerable<string> Keys(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(entry => entry.Key switch
        {
            "nodeSelector" when entry.Value is JsonObject labels => labels.Select(label => label.Key),
            "nodeSelectors" when entry.Value is JsonArray selectors => selectors.SelectMany(Selected),
            _ => Keys(entry.Value),
        }),
        JsonArray list => list.SelectMany(Keys),
        _ => [],
    };

    private static IEnumerable<string> Selected(JsonNode? selector) =>
        (selector.At("matchLabels") as JsonObject ?? []).Select(label => label.Key)
            .Concat((selector.At("matchExpressions") as JsonArray ?? []).Select(expression => expression!["key"]!.GetValue<string>()));
}
