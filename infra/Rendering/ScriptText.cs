using Infra.Comparing;

namespace Infra.Rendering;

/// <summary>What differs between two command lines that run a script, for people.</summary>
internal static class ScriptText
{
    /// <summary>A sentence or a value each; what only follows another version of K3s isn't told beside it.</summary>
    public static IEnumerable<string> Differences(ScriptCall before, ScriptCall after) =>
    [
        .. before.Script == after.Script ? [] : PropertyText.Differences(before.Script, after.Script),
        .. before.Parameters.Keys.Union(after.Parameters.Keys).Order(StringComparer.Ordinal)
            .Where(name => before.Value(name) != after.Value(name) && !K3sUpgrade.Explains(before, after, name))
            .SelectMany(name => name == PublicKeys.Parameter ? Keys(before, after) : Values(name, before.Value(name), after.Value(name))),
    ];

    private static IEnumerable<string> Keys(ScriptCall before, ScriptCall after)
    {
        var (old, current) = (PublicKeys.Of(before).ToList(), PublicKeys.Of(after).ToList());
        return current.Except(old).Select(key => $"{PublicKeys.Name(key)} added")
            .Concat(old.Except(current).Select(key => $"{PublicKeys.Name(key)} removed"));
    }

    private static IEnumerable<string> Values(string name, string before, string after) => PropertyText.Differences(before, after)
        .Select(text => $"{name} {(text.StartsWith("\"\"", StringComparison.Ordinal) ? $"-{text[2..]}" : text)}");
}
