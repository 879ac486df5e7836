using System.Collections.Immutable;

namespace Infra.Offline.Generator;

/// <summary>The type tokens in resources.txt: one a line, empty lines and lines that begin with '#' don't count.</summary>
internal sealed record ResourceList(ImmutableArray<ResourceList.Entry> Entries)
{
    private const string ProviderPrefix = "pulumi:providers:";

    public static ResourceList Read(string file)
    {
        if (!File.Exists(file)) throw new GeneratorException($"The list of resources {file} does not exist.");
        return new ResourceList([.. File.ReadLines(file)
            .Select((text, index) => new Entry(text.Trim(), $"{Path.GetFileName(file)}:{index + 1}"))
            .Where(entry => entry.Token.Length > 0 && !entry.Token.StartsWith('#'))]);
    }

    /// <summary>A token and where it stands, as "file:line".</summary>
    public sealed record Entry(string Token, string Place)
    {
        public bool IsProvider => Token.StartsWith(ProviderPrefix, StringComparison.Ordinal);

        public string Package => IsProvider ? Token[ProviderPrefix.Length..] : Token.Split(':')[0];
    }
}
