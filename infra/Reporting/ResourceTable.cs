using System.Text.Json.Nodes;
using System.Xml.Linq;
using Infra.Planning;
using Infra.Rendering;
using static Infra.Reporting.Html;

namespace Infra.Reporting;

/// <summary>Resources with their inputs, each in one place of the report, to which others link.</summary>
internal sealed class ResourceTable
{
    /// <summary>A text that several resources have, and that is longer than this, is told once.</summary>
    private const int Long = 300;

    private static readonly string[] Columns = ["Name", "Type", "When it goes", "Inputs"];

    private readonly Dictionary<string, string> _ids;
    private readonly Dictionary<string, string> _shared;

    /// <summary>Numbers a plan's resources, and its long texts that more than one has.</summary>
    public ResourceTable(Plan plan)
    {
        _ids = plan.Resources.Select((resource, index) => (resource.Urn, Id: FormattableString.Invariant($"resource-{index + 1}")))
            .ToDictionary(pair => pair.Urn, pair => pair.Id, StringComparer.Ordinal);
        _shared = plan.Resources.SelectMany(resource => resource.Readable.Leaves().Select(leaf => leaf.Text))
            .Where(text => text.Length > Long)
            .GroupBy(text => text, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select((group, index) => (group.Key, Id: FormattableString.Invariant($"text-{index + 1}")))
            .ToDictionary(pair => pair.Key, pair => pair.Id, StringComparer.Ordinal);
    }

    /// <summary>The table of some resources.</summary>
    public XElement Of(string caption, IEnumerable<PlannedResource> resources) =>
        ReportTable.Of(caption, Columns, resources.Select(resource => new object?[]
        {
            Tag("span", Has("id", _ids[resource.Urn]), resource.Name),
            resource.Type,
            Going(resource),
            resource.Readable.Count == 0 ? "none" : Inputs(resource),
        }));

    /// <summary>The long texts that several resources have, each once.</summary>
    public IEnumerable<XElement> SharedTexts() => _shared
        .OrderBy(text => text.Value.Length).ThenBy(text => text.Value, StringComparer.Ordinal)
        .Select(text => Tag("section", Has("id", text.Value), Tag("h3", Name(text.Value)), Tag("pre", text.Key)));

    /// <summary>A link to where a resource stands.</summary>
    public XElement Link(PlannedResource resource) => Html.Link(_ids[resource.Urn], $"{ShortType(resource.Type)} {resource.Name}");

    private static string ShortType(string type) => type[(type.LastIndexOf(':') + 1)..];

    private static string Name(string id) => $"Text {id[5..]}";

    private static string Going(PlannedResource resource) => resource switch
    {
        { Protect: true } => "protected",
        { RetainOnDelete: true } => "stays",
        _ => "goes, too",
    };

    private XElement Inputs(PlannedResource resource)
    {
        var inputs = resource.Readable.DeepClone().AsObject();
        var links = inputs.Leaves().Select(leaf => _shared.GetValueOrDefault(leaf.Text)).OfType<string>().Distinct().ToList();
        return Tag(
            "details",
            Tag("summary", FormattableString.Invariant($"{inputs.Count} inputs")),
            Tag("pre", YamlText.Of(Shortened(inputs))),
            links.Count == 0 ? null : Tag("p", links.SelectMany(id => (object[])[Html.Link(id, Name(id)), " "])));
    }

    /// <summary>The same value, in which the shared texts are named.</summary>
    private JsonNode? Shortened(JsonNode? node) => node switch
    {
        JsonObject map =>
            new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Shortened(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Shortened)]),
        JsonValue value when value.TryGetValue<string>(out var text) && _shared.TryGetValue(text, out var id) =>
            $"[{Name(id)}]",
        _ => node?.DeepClone(),
    };
}
