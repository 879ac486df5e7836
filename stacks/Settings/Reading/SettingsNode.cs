using System.Collections.Immutable;
using System.Globalization;
using Infra.Components.Grammars;

namespace Infra.Stacks.Settings.Reading;

/// <summary>What a value is, in the words of the person who wrote it.</summary>
internal enum NodeKind
{
    Map,
    List,
    Text,
    Number,
    Boolean,
    Nothing,
}

/// <summary>A value of the settings, with the place where it stands.</summary>
/// <param name="Path">Its path from the top: <c>cluster.network.range</c>.</param>
/// <param name="Position">Its number in document order.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Scalar">Its text, if it is a plain value.</param>
/// <param name="Children">A map's members or a list's items, in document order.</param>
internal sealed record SettingsNode(
    string Path, int Position, NodeKind Kind, string? Scalar, ImmutableArray<SettingsMember> Children)
{
    public Place Place => new(Path, Position, Scalar);

    public bool IsScalar => Kind is NodeKind.Text or NodeKind.Number;

    public string KindInWords => Kind switch
    {
        NodeKind.Map => "a map",
        NodeKind.List => "a list",
        NodeKind.Text => "text",
        NodeKind.Number => "a number",
        NodeKind.Boolean => "true or false",
        _ => "nothing",
    };

    /// <summary>Whether it is written as values of a notation are.</summary>
    public bool Fits(Notation notation) => notation switch
    {
        Notation.Text => Kind is NodeKind.Text || (Kind is NodeKind.Number && IsWholeNumber),
        Notation.Amount => IsScalar,
        Notation.WholeNumber => IsScalar && IsWholeNumber,
        _ => Scalar is "true" or "false",
    };

    private bool IsWholeNumber =>
        long.TryParse(Scalar, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number.ToString(CultureInfo.InvariantCulture) == Scalar;
}

/// <summary>A child of a map or (with an empty key) of a list.</summary>
internal readonly record struct SettingsMember(string Key, SettingsNode Node);
