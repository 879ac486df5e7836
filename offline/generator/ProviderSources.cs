using System.Collections.Immutable;
using Infra.Offline.Generator.Schema;
using Infra.Offline.Generator.Writing;

namespace Infra.Offline.Generator;

/// <summary>The C# classes of the providers, as far as this program uses them, made from the providers' schemas.</summary>
public static class ProviderSources
{
    /// <summary>Makes the sources; the same schemas and list give the same text on every machine. Nothing is written.</summary>
    /// <param name="schemaFolder">The folder with the schemas, *.schema.json.</param>
    /// <param name="useList">The file that lists what is in use, in-use.txt.</param>
    /// <returns>The text of each file, one a package, by its name in offline/.</returns>
    /// <exception cref="GeneratorException">
    /// The folder or list is missing, a schema can't be read, or something that is listed isn't in its package's schema.
    /// </exception>
    public static ImmutableSortedDictionary<string, string> Generate(string schemaFolder, string useList)
    {
        var packages = ReadPackages(schemaFolder);
        return UseList.Read(useList)
            .GroupBy(use => use.Package, StringComparer.Ordinal)
            .Select(uses => (Package: Find(packages, uses.First(), schemaFolder), Uses: uses))
            .ToImmutableSortedDictionary(
                source => $"Pulumi.{source.Package.NamespaceName}.g.cs",
                source => new PackageWriter(source.Package, [.. source.Uses]).Write(),
                StringComparer.Ordinal);
    }

    private static ImmutableSortedDictionary<string, PackageSchema> ReadPackages(string folder)
    {
        if (!Directory.Exists(folder)) throw new GeneratorException($"The folder with schemas {folder} does not exist.");
        var packages = ImmutableSortedDictionary.CreateBuilder<string, PackageSchema>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*.schema.json").Order(StringComparer.Ordinal))
        {
            var package = SchemaReader.Read(file);
            if (packages.TryAdd(package.Name, package)) continue;
            throw new GeneratorException(
                $"Both {packages[package.Name].File} and {package.File} in {folder} describe the package {package.Name}; keep one.");
        }
        return packages.ToImmutable();
    }

    private static PackageSchema Find(ImmutableSortedDictionary<string, PackageSchema> packages, Use use, string folder) =>
        packages.GetValueOrDefault(use.Package) ?? throw new GeneratorException(
            $"{use.Place}: {use.Token} belongs to the package \"{use.Package}\", but {folder} has no schema of it.");
}
