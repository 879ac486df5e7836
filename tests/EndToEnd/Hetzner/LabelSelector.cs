using System.Text.RegularExpressions;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>
/// Selects resources by their labels: <c>a=b</c>, <c>a!=b</c>, <c>a</c>, <c>!a</c>, <c>a in (b,c)</c>, <c>a notin (b,c)</c>.
/// </summary>
internal sealed partial class LabelSelector
{
    private readonly List<Func<IReadOnlyDictionary<string, string>, bool>> _terms = [];

    private LabelSelector()
    {
    }

    /// <summary>Reads a selector, whose terms are joined by commas; all of them must hold.</summary>
    public static LabelSelector Parse(string text)
    {
        var selector = new LabelSelector();
        foreach (var term in Terms().Matches(text).Select(match => match.Value.Trim()))
            selector._terms.Add(Term(term) ?? throw ApiError.Invalid("label_selector", $"invalid label selector '{text}'"));
        return selector._terms.Count > 0 ? selector : throw ApiError.Invalid("label_selector", "is empty");
    }

    /// <summary>Whether it selects what has these labels.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> labels) => _terms.TrueForAll(term => term(labels));

    private static Func<IReadOnlyDictionary<string, string>, bool>? Term(string text)
    {
        if (Among().Match(text) is { Success: true } among)
        {
            var (key, isIn) = (among.Groups["key"].Value, among.Groups["not"].Length == 0);
            var values = among.Groups["values"].Value.Split(',', StringSplitOptions.TrimEntries);
            return labels => values.Contains(labels.GetValueOrDefault(key)) == isIn;
        }

        if (Comparison().Match(text) is { Success: true } comparison)
        {
            var (key, value) = (comparison.Groups["key"].Value, comparison.Groups["value"].Value);
            var isEqual = comparison.Groups["not"].Length == 0;
            return labels => (labels.GetValueOrDefault(key) == value) == isEqual;
        }

        if (Presence().Match(text) is { Success: true } presence)
        {
            var (key, isThere) = (presence.Groups["key"].Value, presence.Groups["not"].Length == 0);
            return labels => labels.ContainsKey(key) == isThere;
        }

        return null;
    }

    [GeneratedRegex(@"[^,(]+(\([^)]*\))?")]
    private static partial Regex Terms();

    [GeneratedRegex(@"^(?<key>[^\s=!]+)\s+(?<not>not)?in\s+\((?<values>[^)]*)\)\z")]
    private static partial Regex Among();

    [GeneratedRegex(@"^(?<key>[^\s=!]+)\s*((?<not>!)=|==?)\s*(?<value>[^\s=!]*)\z")]
    private static partial Regex Comparison();

    [GeneratedRegex(@"^(?<not>!)?\s*(?<key>[^\s=!]+)\z")]
    private static partial Regex Presence();
}
