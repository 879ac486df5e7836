using System.Collections.Immutable;
using System.Globalization;
using Infra.Comparing;
using Infra.Comparing.Dangers;
using Infra.Timing;

namespace Infra.Rendering;

/// <summary>What happens to resources, in lines for people.</summary>
internal static class ChangeLines
{
    /// <summary>More resources that come or go than this are summed up by their types.</summary>
    private const int Named = 4;

    /// <summary>More lines of one text than this are counted; plan.json and its scripts have them all.</summary>
    private const int TextLines = 60;

    /// <summary>A section's lines.</summary>
    public static IEnumerable<ChangeLine> Of(Section section)
    {
        var byPlace = section.Changes.ToLookup(change => change.Example is { OnlyFollows: true, IsMoved: false });
        return Summed(byPlace[false].Where(IsAdded), '+')
            .Concat(byPlace[false].Where(change => !IsAdded(change) && !IsRemoved(change)).SelectMany(Lines))
            .Concat(Following(byPlace[true]))
            .Concat(Summed(byPlace[false].Where(IsRemoved), '-'));
    }

    /// <summary>The lines of a script's change.</summary>
    public static IEnumerable<ChangeLine> Of(ScriptChange script) => script.Kind switch
    {
        ChangeKind.Added => [new ChangeLine('+', $"{script.Name}.sh")],
        ChangeKind.Removed => [new ChangeLine('-', $"{script.Name}.sh")],
        _ => Texts(script.Lines, "  ").Prepend(new ChangeLine('~', $"{script.Name}.sh")),
    };

    /// <summary>The last part of a type token.</summary>
    public static string ShortType(string type) =>
        type.StartsWith("pulumi:providers:", StringComparison.Ordinal) ? "provider" : type[(type.LastIndexOf(':') + 1)..];

    private static bool IsAdded(FoldedChange change) => change.Example.Kind == ChangeKind.Added;

    private static bool IsRemoved(FoldedChange change) => change.Example.Kind == ChangeKind.Removed;

    private static IEnumerable<ChangeLine> Summed(IEnumerable<FoldedChange> changes, char sign)
    {
        var all = changes.ToList();
        if (all.Count <= Named)
            return all.Select(change => new ChangeLine(sign, Title(change) + Fate(change.Example)));
        return [new ChangeLine(sign, ByType(all))];
    }

    // Resources that are deleted with another, or only forgotten.
    private static string Fate(ResourceChange change) =>
        change.Kind == ChangeKind.Removed && change.Before!.RetainOnDelete ? ": forgotten, and not deleted" : "";

    private static string ByType(IEnumerable<FoldedChange> changes) => string.Join(", ", changes
        .GroupBy(change => ShortType(change.Example.Resource.Type))
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => group.Sum(change => change.All.Length) is var count and > 1
            ? FormattableString.Invariant($"{group.Key} ×{count}")
            : group.Key));

    private static IEnumerable<ChangeLine> Lines(FoldedChange folded)
    {
        var change = folded.Example;
        var head = change.Kind switch
        {
            ChangeKind.Replaced => new ChangeLine('!', $"{Title(folded)} is replaced{Reason(change)}"),
            ChangeKind.Moved => new ChangeLine('>', Title(folded)),
            _ when ServerTypeRefused.Problem(change) is not null => new ChangeLine(
                '~', $"{Title(folded)} keeps its type: 'up' refuses the other one"),
            _ when Machines.IsPoweredOff(change) => new ChangeLine(
                '~', FormattableString.Invariant($"{Title(folded)} is powered off meanwhile, for some {ChangeTimes.Resize} s")),
            _ => new ChangeLine('~', Title(folded)),
        };
        var former = change.IsMoved ? [new ChangeLine(' ', $"  was {ShownUrn(change.Before!.Urn)}")] : Array.Empty<ChangeLine>();
        return [head, .. former, .. change.Properties.SelectMany(Lines)];
    }

    private static string Reason(ResourceChange change) =>
        $", as {string.Join(" and ", change.Forcing.Select(property => property.Path.ToString()))} "
        + $"{(change.Forcing.Count() == 1 ? "is another" : "are others")}; "
        + $"{(change.GoesFirst ? "the old one goes first" : "the new one comes first")}";

    private static string ShownUrn(string urn) => urn.Split("::", 3)[^1];

    /// <summary>What follows others is summed up by them.</summary>
    private static IEnumerable<ChangeLine> Following(IEnumerable<FoldedChange> changes) => changes
        .GroupBy(change => (change.Example.Kind, Sources: string.Join(", ", change.Example.Properties
            .Select(property => property.Follows!).DistinctBy(source => source.Urn)
            .Select(source => $"{ShortType(source.Type)} {source.Name}").Order(StringComparer.Ordinal))))
        .Select(group => new ChangeLine(
            group.Key.Kind == ChangeKind.Replaced ? '!' : '~',
            $"{(group.Key.Kind == ChangeKind.Replaced ? "replaced" : "changed")} with {group.Key.Sources}: "
            + (group.Count() <= Named ? string.Join(", ", group.Select(Title)) : ByType(group))));

    private static string Title(FoldedChange change) => change.All.Length == 1
        ? $"{ShortType(change.Example.Resource.Type)} {change.Name}"
        : FormattableString.Invariant($"{ShortType(change.Example.Resource.Type)} {change.Name} ×{change.All.Length}");

    private static IEnumerable<ChangeLine> Lines(PropertyChange property)
    {
        if (property.Follows is { } source)
            return [Line(property, $"comes from {ShortType(source.Type)} {source.Name}, which is replaced")];
        if (property is not { TextBefore: { } before, TextAfter: { } after })
            return [Line(property, $"{PropertyText.Of(property.Before)} → {PropertyText.Of(property.After)}")];
        if ((ScriptCall.Read(before), ScriptCall.Read(after)) is ({ } old, { } current))
            return ScriptText.Differences(old, current).Select(text => Line(property, text));
        if (before.TrimEnd('\n').Contains('\n') || after.TrimEnd('\n').Contains('\n'))
            return Texts(TextDifference.Lines(before, after), "    ").Prepend(new ChangeLine(' ', $"  {property.Path}:"));
        return PropertyText.Differences(before, after).Select(text => Line(property, text));
    }

    private static ChangeLine Line(PropertyChange property, string text) => new(' ', $"  {property.Path}: {text}");

    private static IEnumerable<ChangeLine> Texts(ImmutableArray<TextLine> lines, string indent)
    {
        var shown = lines.Take(TextLines).Select(line => line.Sign == '@'
            ? new ChangeLine('@', $"{indent}line {line.Text}")
            : new ChangeLine(line.Sign, indent + line.Text));
        return lines.Length <= TextLines
            ? shown
            : shown.Append(new ChangeLine(
                '@', string.Create(CultureInfo.InvariantCulture, $"{indent}and {lines.Length - TextLines} more lines")));
    }
}
