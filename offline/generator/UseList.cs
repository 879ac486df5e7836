using System.Collections.Immutable;

namespace Infra.Offline.Generator;

/// <summary>The lines of in-use.txt: a token and, after it, members; empty lines and lines that begin with '#' don't count.</summary>
internal static class UseList
{
    public static ImmutableArray<Use> Read(string file)
    {
        if (!File.Exists(file)) throw new GeneratorException($"The list of what is in use {file} does not exist.");
        return [.. File.ReadLines(file)
            .Select((text, index) => (Words: text.Split(' ', StringSplitOptions.RemoveEmptyEntries), Number: index + 1))
            .Where(line => line.Words is [var first, ..] && !first.StartsWith('#'))
            .Select(line => new Use(line.Words[0], [.. line.Words[1..]], $"{Path.GetFileName(file)}:{line.Number}"))];
    }
}

/// <summary>A resource or type that the program uses.</summary>
/// <param name="Token">Its token.</param>
/// <param name="Members">The outputs that are read; of an enum, the values that are named.</param>
/// <param name="Place">Where it is listed, as "file:line".</param>
internal sealed record Use(string Token, ImmutableArray<string> Members, string Place)
{
    private const string ProviderPrefix = "pulumi:providers:";

    public string Package =>
        Token.StartsWith(ProviderPrefix, StringComparison.Ordinal) ? Token[ProviderPrefix.Length..] : Token.Split(':')[0];

    /// <summary>What stands behind a name that the list gives.</summary>
    /// <exception cref="GeneratorException">The schema has nothing of that name.</exception>
    public ImmutableArray<T> Find<T>(ImmutableArray<T> members, Func<T, string> name) =>
        [.. Members.Order(StringComparer.Ordinal).Select(wanted => members.FirstOrDefault(member => name(member) == wanted)
            ?? throw new GeneratorException($"{Place}: {Token} has no \"{wanted}\"; it has {string.Join(", ", members.Select(name))}."))];
}
