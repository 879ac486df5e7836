using Infra.Components.Grammars;

namespace Infra.Stacks.Settings.Reading;

/// <summary>How messages name a place in the settings: <c>cluster.network.range</c>, <c>tenants[2].name</c>.</summary>
public static class SettingsPath
{
    /// <summary>The path of a map's member.</summary>
    /// <param name="map">The map's own path.</param>
    /// <param name="key">The member's key.</param>
    public static string Member(string map, string key) => $"{map}.{Shown(key)}";

    /// <summary>The path of a list's item.</summary>
    /// <param name="list">The list's own path.</param>
    /// <param name="index">The item's number, from 0.</param>
    public static string Item(string list, int index) => FormattableString.Invariant($"{list}[{index}]");

    /// <summary>A path and those of all that is around it, from the inside out.</summary>
    /// <param name="path">The path.</param>
    public static IEnumerable<string> WithAllAround(string path) => Enumerable.Range(0, path.Length)
        .Where(index => path[index] is '.' or '[').Select(index => path[..index]).Append(path).Reverse();

    private static string Shown(string key)
    {
        if (PublicKey.IsPrivate(key)) return "(a private key)";
        var plain = key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        return plain ? key : $"'{key}'";
    }
}
