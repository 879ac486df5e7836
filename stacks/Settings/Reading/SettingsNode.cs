using System.Collections.Immutable;

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

    public string KindInWords => Kind switch
    {
        NodeKind.Map => "a map",
        NodeKind.List => "a list",
        NodeKind.Text => "text",
        NodeKind.Number => "a number",
        NodeKind.Boolean => "true or false",
        _ => "nothing",
    };
}

/// <summary>A child of a map or (with an empty key) of a list.</summary>
internal readonly record struct SettingsMember(string Key, SettingsNode Node);
