using System.Text.Json.Nodes;
using Infra.Planning;

namespace Infra.Checks;

/// <summary>Kubernetes' selectors (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors).</summary>
internal static class LabelSelector
{
    /// <summary>Whether a selector selects what has these labels; none, and an empty one, selects all.</summary>
    public static bool Matches(JsonNode? selector, JsonObject labels) =>
        (selector.At("matchLabels") as JsonObject ?? []).All(wanted => JsonNode.DeepEquals(labels[wanted.Key], wanted.Value))
        && (selector.At("matchExpressions") as JsonArray ?? []).All(expression => Holds(expression!, labels));

    private static bool Holds(JsonNode expression, JsonObject labels)
    {
        var value = labels[expression["key"]!.GetValue<string>()]?.GetValue<string>();
        return expression["operator"]!.GetValue<string>() switch
        {
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            "In" => expression["values"].Texts().Contains(value),
            "NotIn" => !expression["values"].Texts().Contains(value),
            _ => false,
        };
    }
}
