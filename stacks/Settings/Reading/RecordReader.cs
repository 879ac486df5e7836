using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Infra.Components.Grammars;
using Infra.Stacks.Providers;
using Infra.Stacks.Settings.Grammars;

namespace Infra.Stacks.Settings.Reading;

/// <summary>
/// Makes records of nodes, as their shapes declare them. What is wrong is reported and left at its default, with a place that says
/// so. A map that isn't there gives a record of defaults, of which no key is asked for.
/// </summary>
/// <param name="findings">Takes what is wrong.</param>
/// <param name="places">Takes where each value stands.</param>
/// <param name="provider">The provider of machines, whose keys are proposed; null when it isn't known.</param>
internal sealed class RecordReader(Findings findings, Places places, NodeProvider? provider)
{
    private static readonly MethodInfo ToArray =
        typeof(RecordReader).GetMethod(nameof(Array), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The items of a list, and its place.</summary>
    public (object Items, Place Place) List(Form.List form, SettingsNode node)
    {
        var given = new HashSet<object>();
        var items = node.Children.Select(child => Once(form.Item, Item(form.Item, child.Node), given))
            .Where(item => item.Value is not null).ToList();
        var array = ToArray.MakeGenericMethod(form.Type).Invoke(null, [items.Select(item => item.Value!)])!;
        return (array, node.Place with { Shown = null, Items = [.. items.Select(item => item.Place)], Count = node.Children.Length });
    }

    /// <summary>The record of a map.</summary>
    /// <param name="shape">What the record declares.</param>
    /// <param name="node">The map, or the one value that stands for it; null when there is none.</param>
    /// <param name="place">Where it stands, or would stand.</param>
    public object Record(Shape shape, SettingsNode? node, Place place)
    {
        var record = shape.Create();
        places.Add(record, place with { Shown = null });
        var members = Members(shape, node);
        foreach (var setting in shape.Settings)
        {
            var (value, at) = members.TryGetValue(setting.Key, out var member)
                ? Given(setting, member)
                : Missing(setting, place, isAsked: node is not null);
            if (value is not null) setting.Property.SetValue(record, value);
            places.Add(record, setting, at);
        }

        RefuseOthers(members, shape);
        return record;
    }

    private (object? Value, Place Place) Given(Setting setting, SettingsNode node)
    {
        if (setting is { Form: Form.List, IsRequired: true } && node is { Kind: NodeKind.List, Children: [] })
            return Refused(node, "needs at least one item", setting.Missing);
        var (value, place) = Value(setting.Form, node, setting.Default);
        if (value is null && setting is { Form: Form.Record form } && IsAlwaysThere(setting))
            value = Record(form.Shape, null, place with { Standing = Standing.Unknown });
        return (value, place);
    }

    private (object? Value, Place Place) Missing(Setting setting, Place around, bool isAsked)
    {
        var isReported = around.Standing is Standing.Unknown || (isAsked && setting.IsRequired);
        var place = new Place($"{around.Path}.{setting.Key}", around.Position, null)
        {
            Standing = isReported ? Standing.Unknown : Standing.Missing,
        };
        if (isAsked && setting.IsRequired) findings.Add(place, "is missing", setting.Missing);
        return (setting.Form is Form.Record form && IsAlwaysThere(setting) ? Record(form.Shape, null, place) : null, place);
    }

    private static bool IsAlwaysThere(Setting setting) => setting.IsRequired || setting.Default is not null;

    private (object? Value, Place Place) Item(Form form, SettingsNode node)
    {
        if (form is not Form.Record { Shape: { Short: null } shape } || node.Kind is NodeKind.Map) return Value(form, node);
        var required = shape.Settings.Where(setting => setting.IsRequired).Select(setting => setting.Key).ToList();
        var isAll = required.Count == shape.Settings.Length;
        var rule = $"must be a map with {string.Join(" and ", required.Select(key => $"'{key}'"))}";
        var others = string.Join(" and ", required.Skip(1).Select(key => $"'{key}: …'"));
        return isAll
            ? Refused(node, rule, $"write '- {required[0]}: …' and, below it, {others}")
            : Refused(node, $"{rule} and more", $"write '- {required[0]}: …' and its other keys below it");
    }

    // Of plain values.
    private (object? Value, Place Place) Once(Form form, (object? Value, Place Place) item, HashSet<object> given)
    {
        if (item.Value is null || form is not Form.Scalar { Grammar: var grammar } || given.Add(grammar.Identity(item.Place.Shown!)))
            return item;
        findings.Add(item.Place, "is given twice", "remove one of the two");
        return (null, item.Place with { Standing = Standing.Wrong });
    }

    // Without a value, what is wrong is reported.
    private (object? Value, Place Place) Value(Form form, SettingsNode node, object? otherwise = null)
    {
        if (node.Kind is NodeKind.Nothing) return Refused(node, "has no value", "give it one, or remove the key");
        return form switch
        {
            Form.Scalar scalar => Scalar(scalar, node, otherwise),
            Form.List list when node.Kind is NodeKind.List => List(list, node),
            Form.Map map when node.Kind is NodeKind.Map => (Map(map, node), node.Place),
            Form.Record record when node.Kind is NodeKind.Map || (record.Shape.Short is not null && node.Kind is NodeKind.Text) =>
                (Record(record.Shape, node, node.Place), node.Place with { Shown = null }),
            Form.List => Refused(
                node, $"must be a list, not {node.KindInWords}", "write its items in lines that begin with '- ', or [] for none"),
            Form.Record { Shape.ShortForm: { } brief, Shape.Short: { } setting } =>
                Refused(node, $"must be {brief.What} or a map with '{setting.Key}'", brief.Fix),
            _ => Refused(node, $"must be a map, not {node.KindInWords}", "write its keys below it, indented"),
        };
    }

    private (object? Value, Place Place) Scalar(Form.Scalar form, SettingsNode node, object? otherwise)
    {
        var grammar = form.Grammar;
        if (!node.Fits(grammar.Notation))
        {
            var kind = grammar.Notation switch
            {
                Notation.Text => "text",
                Notation.Amount => "text or a number",
                Notation.WholeNumber => "a whole number",
                _ => "true or false",
            };
            var rule = $"must be {kind}, not {node.KindInWords}";
            return grammar.Notation is Notation.Text && node.Scalar is { } bare
                ? Refused(node, Complaint.Proposing(rule, "put it in quotes: \"{0}\"", bare, grammar.Check(bare)?.Fix ?? $"write {kind}"))
                : Refused(node, rule, $"write {kind}");
        }

        if (grammar.Check(node.Scalar!) is { } complaint)
            return Refused(node, Slips.Explain(node.Scalar!, complaint with { Fix = complaint.Fix ?? $"leave it out for {otherwise}" }));
        var meaning = grammar.Meaning(node.Scalar!);
        var value = form.Type.IsInstanceOfType(meaning) ? meaning : Convert.ChangeType(meaning, form.Type, CultureInfo.InvariantCulture);
        return (value, node.Place);
    }

    private ImmutableSortedDictionary<string, string> Map(Form.Map form, SettingsNode node)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, member) in Unique(node))
        {
            if (form.Keys.Check(key) is { } complaint) Refused(member with { Scalar = null }, complaint with { Proposal = null });
            if (Scalar(new Form.Scalar(form.Values, typeof(string)), member, null).Value is string value) values.Add(key, value);
        }

        return values.ToImmutable();
    }

    private Dictionary<string, SettingsNode> Members(Shape shape, SettingsNode? node) =>
        node is { Kind: NodeKind.Text } && shape.Short is { } setting ? new() { [setting.Key] = node } : Unique(node);

    private Dictionary<string, SettingsNode> Unique(SettingsNode? map)
    {
        var members = new Dictionary<string, SettingsNode>(StringComparer.Ordinal);
        foreach (var (key, child) in map?.Children ?? [])
        {
            if (!members.TryAdd(key, child)) Refused(child with { Scalar = null }, "is given twice", "keep one of the two");
        }

        return members;
    }

    private void RefuseOthers(Dictionary<string, SettingsNode> members, Shape shape)
    {
        var known = shape.Settings.Select(setting => setting.Key).ToList();
        var accepted = shape.Settings.Where(setting => setting.Only is not { } only || provider is null || only.Provider == provider)
            .Select(setting => setting.Key).ToList();
        foreach (var (key, node) in members.Where(member => !known.Contains(member.Key)))
        {
            var nearest = NearestWord.Among(key, accepted);
            var fix = nearest is null ? $"known are {Wording.Or(known)}" : $"did you mean '{nearest}'?";
            Refused(node with { Scalar = null }, "is not a known key", fix);
        }
    }

    private (object? Value, Place Place) Refused(SettingsNode node, string rule, string fix) => Refused(node, new Complaint(rule, fix));

    private (object? Value, Place Place) Refused(SettingsNode node, Complaint complaint)
    {
        findings.Add(node.Place, complaint);
        return (null, node.Place with { Standing = Standing.Wrong });
    }

    private static object Array<T>(IEnumerable<object> items) => items.Cast<T>().ToImmutableArray();
}
