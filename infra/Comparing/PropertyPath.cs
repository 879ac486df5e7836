using System.Collections.Immutable;
using System.Globalization;

using System.Text.RegularExpressions;

namespace Infra.Comparing;

/// <summary>
/// The way to a part of a resource's inputs, written as Pulumi does: <c>spec.hard["count/jobs.batch"]</c>, <c>rules[0].port</c>.
/// </summary>
public sealed partial class PropertyPath : IEquatable<PropertyPath>
{
    private const string Any = "*";

    private readonly string _text;

    private PropertyPath(ImmutableArray<string> steps, string text) => (Steps, _text) = (steps, text);

    /// <summary>The inputs as a whole.</summary>
    public static PropertyPath Root { get; } = new([], "");

    /// <summary>Names and indexes.</summary>
    public ImmutableArray<string> Steps { get; }

    /// <summary>Reads a pattern, as resource options have it; <c>[*]</c> stands for every item.</summary>
    public static PropertyPath Parse(string pattern) => Step().Matches(pattern).Aggregate(Root, (path, match) =>
        match.Groups["index"].Success ? path.Item(match.Groups["index"].Value)
        : path.Member(match.Groups[match.Groups["quoted"].Success ? "quoted" : "name"].Value));

    /// <summary>Reads a path of a plan, whose steps are joined with <c>/</c>.</summary>
    public static PropertyPath OfPlan(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries)
        .Aggregate(Root, (place, step) => step.All(char.IsAsciiDigit) ? place.Item(step) : place.Member(step));

    /// <summary>The path of a member of a map.</summary>
    public PropertyPath Member(string name) => new(
        Steps.Add(name), Plain().IsMatch(name) ? (Steps.IsEmpty ? name : $"{_text}.{name}") : $"{_text}[\"{name}\"]");

    /// <summary>The path of an item of a list.</summary>
    public PropertyPath Item(int index) => Item(index.ToString(CultureInfo.InvariantCulture));

    /// <summary>
    /// Whether a change here is one of what a pattern names: of the thing itself, of a part of it, or of all that it is a part of.
    /// </summary>
    public bool Touches(PropertyPath pattern) =>
        Steps.Zip(pattern.Steps).All(pair => pair.First == pair.Second || pair.Second == Any);

    /// <summary>Whether a pattern names just this.</summary>
    public bool Is(PropertyPath pattern) => Steps.Length == pattern.Steps.Length && Touches(pattern);

    /// <summary>Whether this is a part of what another path leads to, or the same.</summary>
    public bool IsBelow(PropertyPath other) => Steps.Length >= other.Steps.Length && Touches(other);

    /// <inheritdoc />
    public bool Equals(PropertyPath? other) => other is not null && _text == other._text;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as PropertyPath);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    /// <inheritdoc />
    public override string ToString() => _text;

    private PropertyPath Item(string index) => new(Steps.Add(index), $"{_text}[{index}]");

    [GeneratedRegex("""\["(?<quoted>[^"]*)"\]|\[(?<index>\*|[0-9]+)\]|\.?(?<name>[^.\[]+)""")]
    private static partial Regex Step();

    [GeneratedRegex(@"\A[A-Za-z_$][-A-Za-z0-9_$]*\z")]
    private static partial Regex Plain();
}
