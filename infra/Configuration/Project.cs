using System.Collections.Immutable;
using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace Infra.Configuration;

/// <summary>The Pulumi project that a checkout holds.</summary>
/// <param name="Root">The folder of <c>Pulumi.yaml</c>.</param>
/// <param name="Name">The project's name.</param>
/// <param name="Main">The program's folder, relative to <see cref="Root"/>. Default: the root itself.</param>
/// <param name="StackFolder">The folder of the stack files (<c>stackConfigDir</c>). Default: the root itself.</param>
/// <param name="Backend">The URL of its stacks' state (<c>backend</c>). Default: where the user is logged in.</param>
public sealed record Project(string Root, string Name, string Main, string StackFolder, string? Backend)
{
    /// <summary>The name of a project's file.</summary>
    public const string FileName = "Pulumi.yaml";

    private const string StackPrefix = "Pulumi.";
    private const string StackSuffix = ".yaml";

    /// <summary>The names of the stacks that have a file, in ordinal order.</summary>
    /// <exception cref="ConfigurationException">The folder can't be read.</exception>
    public ImmutableArray<string> Stacks
    {
        get
        {
            try
            {
                return
                [
                    .. Directory.EnumerateFiles(StackFolder, $"{StackPrefix}*{StackSuffix}")
                        .Select(file => Path.GetFileName(file))
                        .Where(file => file.Length > StackPrefix.Length + StackSuffix.Length)
                        .Select(file => file[StackPrefix.Length..^StackSuffix.Length])
                        .Order(StringComparer.Ordinal),
                ];
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new ConfigurationException($"The stack files' folder can't be read: {exception.Message}");
            }
        }
    }

    /// <summary>What build.sh and the program keep in the checkout; never committed.</summary>
    public string BuildFolder => Path.Combine(Root, ".build");

    /// <summary>Finds the project of the current folder: the nearest <c>Pulumi.yaml</c> in it or above.</summary>
    /// <exception cref="ConfigurationException">There is none, or it can't be used.</exception>
    public static Project Find() => Find(Directory.GetCurrentDirectory());

    /// <summary>Finds the project of a folder: the nearest <c>Pulumi.yaml</c> in it or above.</summary>
    /// <param name="folder">Where to begin.</param>
    /// <exception cref="ConfigurationException">There is none, or it can't be used.</exception>
    public static Project Find(string folder)
    {
        for (var place = new DirectoryInfo(folder); place is not null; place = place.Parent)
        {
            if (File.Exists(Path.Combine(place.FullName, FileName))) return Read(place.FullName);
        }

        throw new ConfigurationException($"No {FileName} here or in a folder above; run this within the project's checkout.");
    }

    /// <summary>The file of a stack, whether it exists or not.</summary>
    /// <param name="stack">The stack's name.</param>
    public string StackFile(string stack) => Path.Combine(StackFolder, $"{StackPrefix}{stack}{StackSuffix}");

    /// <summary>A path of the user's, meant from the checkout. One that is absolute, or in a home folder, stays as it is.</summary>
    /// <param name="path">The path.</param>
    public string At(string path) => path.StartsWith('~') ? path : Path.GetFullPath(path, Root).Replace('\\', '/');

    /// <summary>The project's file, as the CLI reads it.</summary>
    /// <exception cref="ConfigurationException">It can't be used.</exception>
    internal JsonObject Content()
    {
        var path = Path.Combine(Root, FileName);
        return (JsonObject)YamlJson.Convert(path, YamlSource.Read(path))!;
    }

    private static Project Read(string root)
    {
        var path = Path.Combine(root, FileName);
        var project = YamlSource.Read(path);
        var name = YamlSource.Text(path, project, "name")
            ?? throw YamlSource.Wrong(path, project.Start, "expected 'name', the project's name");
        var backend = project.Children.TryGetValue(new YamlScalarNode("backend"), out var node) ? node as YamlMappingNode : null;
        return new Project(
            root,
            name,
            YamlSource.Text(path, project, "main") ?? ".",
            Path.GetFullPath(YamlSource.Text(path, project, "stackConfigDir") ?? ".", root),
            backend is null ? null : YamlSource.Text(path, backend, "url"));
    }
}
