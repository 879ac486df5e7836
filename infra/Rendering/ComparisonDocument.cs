using System.Text.Json.Nodes;
using Infra.Comparing;

namespace Infra.Rendering;

/// <summary>A comparison for programs: every change, unfolded.</summary>
internal static class ComparisonDocument
{
    /// <summary>The version of its form: another one for each change after which a reader could fail.</summary>
    public const int Format = 1;

    /// <summary>The document's text.</summary>
    public static string Render(ComparisonReport report)
    {
        var comparison = report.Comparison;
        var (before, after) = (Owner.Of(comparison.Before), Owner.Of(comparison.After));
        return PlanDocument.Text(new JsonObject
        {
            ["format"] = Format,
            ["stack"] = comparison.After.Stack,
            ["project"] = comparison.After.Project,
            ["against"] = report.Against,
            ["fine"] = report.IsFine,
            ["dangers"] = new JsonArray([.. comparison.Dangers.Select(danger => new JsonObject
            {
                ["name"] = danger.Rule.Name,
                ["resource"] = danger.Resource.Urn,
                ["subject"] = danger.Subject,
                ["message"] = danger.Message,
                ["affected"] = Texts(danger.Affected),
                ["accepted"] = report.IsAccepted(danger),
            })]),
            ["affected"] = new JsonArray([.. Affected.By(comparison).Select(affected => new JsonObject
            {
                ["what"] = affected.What,
                ["who"] = Texts(affected.Who),
            })]),
            ["ignored"] = new JsonArray([.. comparison.Ignored.Select(wish => new JsonObject
            {
                ["resource"] = wish.Resource.Urn,
                ["input"] = wish.Input,
                ["kept"] = wish.Kept,
                ["wished"] = wish.Wished,
            })]),
            ["k3s"] = comparison.Upgrade is { } upgrade ? new JsonObject
            {
                ["from"] = upgrade.From,
                ["to"] = upgrade.To,
                ["order"] = new JsonArray([.. upgrade.Order.Select(nodes => Texts(nodes))]),
            } : null,
            ["changes"] = new JsonArray([.. comparison.Changes.Select(change =>
                Change(change, change.After is { } resource ? after[resource.Urn] : before[change.Before!.Urn]))]),
            ["cost"] = CostDocument.Of(report.Cost),
            ["time"] = TimeDocument.Of(report.Time, report.Times),
            ["scripts"] = comparison.Scripts is { } scripts ? new JsonArray([.. scripts.Select(Script)]) : null,
            ["unseen"] = new JsonArray([.. report.Unseen.Select(line => (JsonNode)line)]),
            ["checks"] = new JsonArray([.. report.Results.Select(PlanDocument.Result)]),
        });
    }

    private static JsonObject Change(ResourceChange change, Owner owner) => new()
    {
        ["kind"] = Word(change.Kind),
        ["urn"] = change.Resource.Urn,
        ["formerUrn"] = change.IsMoved ? change.Before!.Urn : null,
        ["type"] = change.Resource.Type,
        ["name"] = change.Resource.Name,
        ["tenant"] = owner.Tenant,
        ["part"] = owner.Part,
        ["goesFirst"] = change.Kind == ChangeKind.Replaced ? change.GoesFirst : null,
        ["properties"] = new JsonArray([.. change.Properties.Select(Property)]),
    };

    private static JsonObject Property(PropertyChange property) => new()
    {
        ["path"] = property.Path.ToString(),
        ["before"] = property.Before?.DeepClone(),
        ["after"] = property.After?.DeepClone(),
        ["forcesReplacement"] = property.Forces,
        ["follows"] = property.Follows?.Urn,
        ["lines"] = property is { TextBefore: { } before, TextAfter: { } after } && (before + after).Contains('\n')
            ? Lines(TextDifference.Lines(before, after))
            : null,
    };

    private static JsonObject Script(ScriptChange script) => new()
    {
        ["name"] = script.Name,
        ["kind"] = Word(script.Kind),
        ["lines"] = Lines(script.Lines),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static JsonArray Lines(IEnumerable<TextLine> lines) =>
        new([.. lines.Select(line => (JsonNode)(line.Sign == '@' ? $"@ {line.Text}" : $"{line.Sign}{line.Text}"))]);

    private static string Word(ChangeKind kind) => kind.ToString().ToLowerInvariant();
}
