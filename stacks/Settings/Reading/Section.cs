using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Stacks.Settings.Reading;

/// <summary>
/// A map of the settings, read key by key. What was asked for is what is known: every other key is reported by
/// <see cref="RefuseOtherKeys"/>. A section that isn't there answers like an empty one, without asking for required keys; if that
/// is reported already, all in it is unknown, so that nothing follows from what isn't there.
/// </summary>
internal sealed class Section
{
    private readonly SettingsNode? _node;
    private readonly Findings _findings;
    private readonly Dictionary<string, SettingsNode> _members = new(StringComparer.Ordinal);
    private readonly List<string> _known = [];
    private readonly bool _isUnknown;

    public Section(SettingsNode? node, Place place, Findings findings, bool isUnknown = false)
    {
        (_node, Place, _findings, _isUnknown) = (node, place with { Shown = null }, findings, isUnknown);
        foreach (var (key, child) in node?.Children ?? [])
        {
            if (!_members.TryAdd(key, child)) Refuse(child, "is given twice", "keep one of the two");
        }
    }

    public Place Place { get; }

    public bool IsGiven => _node is not null;

    /// <summary>Text; a whole number is taken as its digits.</summary>
    public Setting<string> Text(string key, Func<string, Complaint?>? rule = null, string? missing = null) =>
        Read(key, missing, node => node.Kind is NodeKind.Text || IsWholeNumber(node), "text", node => node.Scalar!, rule);

    /// <summary>An amount, as text or as a number.</summary>
    public Setting<string> Amount(string key, Func<string, Complaint?> rule) =>
        Read(key, null, node => node.Kind is NodeKind.Text or NodeKind.Number, "text or a number", node => node.Scalar!, rule);

    /// <summary>A whole number; its digits as text are taken, too.</summary>
    public Setting<long> Integer(string key, Func<long, Complaint?> rule, string? missing = null) =>
        Read(key, missing, IsWholeNumber, "a whole number", node => long.Parse(node.Scalar!, CultureInfo.InvariantCulture), rule);

    public Setting<bool> Flag(string key) =>
        Read<bool>(key, null, node => node.Scalar is "true" or "false", "true or false", node => node.Scalar == "true", null);

    /// <summary>One of a few words.</summary>
    public Setting<T> Choice<T>(string key, ImmutableSortedDictionary<string, T> words, string? missing = null) =>
        Text(key, text => NotAmong(text, words.Keys), missing).Map(text => words[text]);

    /// <summary>A list's items, or none.</summary>
    public (Setting<int> Count, ImmutableArray<SettingsNode> Items) List(string key, string? missing = null)
    {
        var count = Read<int>(key, missing, node => node.Kind is NodeKind.List, "a list", node => node.Children.Length, null);
        return (count, count.IsValid ? [.. _members[key].Children.Select(item => item.Node)] : []);
    }

    /// <summary>The map under a key; one that isn't there, or isn't a map, is an absent section.</summary>
    public Section Map(string key, string? missing = null)
    {
        var map = Read<int>(key, missing, node => node.Kind is NodeKind.Map, "a map", _ => 0, null);
        return new Section(map.IsValid ? _members[key] : null, map.Place, _findings, map.IsGiven || missing is not null);
    }

    /// <summary>The node under a key, for values that have more than one form.</summary>
    public SettingsNode? Node(string key)
    {
        _known.Add(key);
        return _members.GetValueOrDefault(key);
    }

    /// <summary>The members of a map whose keys are free.</summary>
    public IEnumerable<(string Key, Setting<string> Value)> FreeTexts(Func<string, Complaint?> keyRule, Func<string, Complaint?> valueRule)
    {
        foreach (var (key, node) in _members.OrderBy(member => member.Value.Position))
        {
            if (keyRule(key) is { } complaint)
                _findings.Add(node.Place with { Shown = null }, complaint.Rule, complaint.Fix);
            yield return (key, Text(key, valueRule));
        }
    }

    public void RefuseOtherKeys()
    {
        foreach (var (key, node) in _members)
        {
            if (_known.Contains(key)) continue;
            var nearest = NearestWord.Among(key, _known);
            Refuse(node, "is not a known key", nearest is null ? $"known are {Words.Or([.. _known.Distinct()])}" : $"did you mean '{nearest}'?");
        }
    }

    public static Complaint? NotAmong(string text, IEnumerable<string> words)
    {
        var known = words.ToList();
        if (known.Contains(text)) return null;
        var nearest = NearestWord.Among(text, known);
        return new Complaint($"must be {Words.Or(known)}", nearest is null ? "use one of these" : $"did you mean '{nearest}'?");
    }

    /// <summary>A text at a node of its own (a list's item, or a value in its short form).</summary>
    public static Setting<string> TextOf(SettingsNode node, Findings findings, Func<string, Complaint?> rule) =>
        Value(node, node => node.Kind is NodeKind.Text, "text", node => node.Scalar!, rule, findings);

    private Setting<T> Read<T>(
        string key, string? missing, Predicate<SettingsNode> fits, string kind, Func<SettingsNode, T> convert, Func<T, Complaint?>? rule)
    {
        _known.Add(key);
        if (_members.TryGetValue(key, out var node)) return Value(node, fits, kind, convert, rule, _findings);
        var place = new Place($"{Place.Path}.{key}", Place.Position, null);
        if (missing is not null && IsGiven) _findings.Add(place, "is missing", missing);
        return new Setting<T>(place, IsGiven: _isUnknown, IsValid: false, default);
    }

    private static Setting<T> Value<T>(
        SettingsNode node, Predicate<SettingsNode> fits, string kind, Func<SettingsNode, T> convert, Func<T, Complaint?>? rule,
        Findings findings)
    {
        var invalid = new Setting<T>(node.Place, IsGiven: true, IsValid: false, default);
        if (!fits(node))
        {
            if (node.Kind is NodeKind.Nothing)
                findings.Add(node.Place, "has no value", "give it one, or remove the key");
            else
                findings.Add(node.Place, $"must be {kind}, not {node.KindInWords}", HowToWrite(kind, node));
            return invalid;
        }

        var value = convert(node);
        if (rule?.Invoke(value) is not { } complaint) return new Setting<T>(node.Place, IsGiven: true, IsValid: true, value);
        findings.Add(node.Place, complaint.Rule, complaint.Fix);
        return invalid;
    }

    private static string HowToWrite(string kind, SettingsNode node) => kind switch
    {
        "text" when node.Scalar is { } scalar => $"put it in quotes: \"{scalar}\"",
        "a list" => "write its items in lines that begin with '- ', or [] for none",
        "a map" => "write its keys below it, indented",
        _ => $"write {kind}",
    };

    private static bool IsWholeNumber(SettingsNode node) =>
        node.Kind is NodeKind.Number or NodeKind.Text
        && long.TryParse(node.Scalar, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private void Refuse(SettingsNode node, string rule, string fix) => _findings.Add(node.Place with { Shown = null }, rule, fix);
}
