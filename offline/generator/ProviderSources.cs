using System.Collections.Immutable;
using Infra.Offline.Generator.Schema;
using Infra.Offline.Generator.Writing;

namespace Infra.Offline.Generator;

/// <summary>The C# classes of the provider resources that this program uses, made from the providers' schemas.</summary>
public static class ProviderSources
{
    /// <summary>Makes the sources; the same schemas and list give the same text on every machine. Nothing is written.</summary>
    /// <param name="schemaFolder">The folder with the schemas, *.schema.json.</param>
    /// <param name="resourceList">The file with the tokens of the resources in use, one a line.</param>
    /// <returns>The text of each file by its path below offline/, with '/' between folders.</returns>
    /// <exception cref="GeneratorException">
    /// The folder or list is missing, a schema can't be read, or a listed resource isn't in its package's schema.
    /// </exception>
    public static ImmutableSortedDictionary<string, string> Generate(string schemaFolder, string resourceList)
    {
        var packages = ReadPackages(schemaFolder);
        return ResourceList.Read(resourceList).Entries
            .GroupBy(entry => entry.Package, StringComparer.Ordinal)
            .SelectMany(entries => Generate(Find(packages, entries.First(), schemaFolder), [.. entries]))
            .ToImmutableSortedDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal);
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

    private static PackageSchema Find(ImmutableSortedDictionary<string, PackageSchema> packages, ResourceList.Entry entry, string folder) =>
        packages.GetValueOrDefault(entry.Package) ?? throw new GeneratorException(
            $"{entry.Place}: {entry.Token} belongs to the package \"{entry.Package}\", but {folder} has no schema of it.");

    private static IEnumerable<SourceFile> Generate(PackageSchema package, ImmutableArray<ResourceList.Entry> entries)
    {
        var resources = entries.ToDictionary(entry => entry.Token, entry => Resource(package, entry), StringComparer.Ordinal);
        var naming = new Naming(package);
        var types = new TypeNames(package, naming);
        var arguments = new ArgumentsWriter(package, naming, types);
        var resourceClasses = new ResourceWriter(package, naming, types);
        var outputTypes = new OutputTypeWriter(package, naming, types);
        var enums = new EnumWriter(package, naming);
        var reachable = new ReachableTypes(package, resources.Values);

        return
        [
            UtilitiesWriter.Write(package, naming),
            .. resources.Select(entry => resourceClasses.Write(entry.Key, entry.Value)),
            .. resources.Select(entry => arguments.ForResource(entry.Key, entry.Value)),
            .. reachable.Inputs.Select(entry => arguments.ForType(entry.Token, entry.Type)),
            .. reachable.Outputs.Select(entry => outputTypes.Write(entry.Token, entry.Type)),
            .. reachable.Enums.Select(entry => enums.Write(entry.Token, entry.Type)),
        ];
    }

    private static ResourceSchema Resource(PackageSchema package, ResourceList.Entry entry) =>
        package.Resources.GetValueOrDefault(entry.Token) ?? throw new GeneratorException(
            $"{entry.Place}: {package.File} has no resource {entry.Token}; correct the token or delete the line.");
}
