using System.Collections.Immutable;

namespace Infra.Offline.Generator;

/// <summary>The folder offline/ of a checkout, and the generated files in it.</summary>
public static class OfflineFolder
{
    /// <summary>Finds offline/ in the checkout that <paramref name="start"/> lies in: the nearest folder above it with Infra.sln.</summary>
    /// <exception cref="GeneratorException">No folder above <paramref name="start"/> has Infra.sln.</exception>
    public static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Infra.sln"))) return Path.Combine(folder.FullName, "offline");
        }
        throw new GeneratorException($"No folder above {start} has Infra.sln; run the generator from a build inside the checkout.");
    }

    /// <summary>The text of each generated file in <paramref name="offline"/> by its name.</summary>
    public static ImmutableSortedDictionary<string, string> Read(string offline) =>
        Directory.EnumerateFiles(offline, "Pulumi.*.g.cs")
            .ToImmutableSortedDictionary(file => Path.GetFileName(file), File.ReadAllText, StringComparer.Ordinal);

    /// <summary>Makes the generated files in <paramref name="offline"/> exactly <paramref name="sources"/>; others are deleted.</summary>
    /// <returns>How many files were written because they were new or different.</returns>
    public static int Write(string offline, ImmutableSortedDictionary<string, string> sources)
    {
        var present = Read(offline);
        foreach (var name in present.Keys.Except(sources.Keys)) File.Delete(Path.Combine(offline, name));

        var changed = sources.Where(source => present.GetValueOrDefault(source.Key) != source.Value).ToList();
        foreach (var (name, text) in changed) File.WriteAllText(Path.Combine(offline, name), text);
        return changed.Count;
    }
}
