using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Configuration;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Conformance;

/// <summary>The files of cases. They belong to the tests, so that both read the same, and are found in the checkout.</summary>
internal static class CaseFiles
{
    /// <summary>Folder of the cases, in the checkout.</summary>
    public const string Folder = "tests/Guards/Cases";

    private const string ClusterFile = "tests/Guards/cluster.yaml";

    private static readonly string[] Keys =
    [
        "name", "user", "operation", "subresource", "resource", "resourceName", "namespace", "object", "oldObject", "authorized", "expect",
        "message", "warning", "mutated",
    ];

    /// <summary>All cases, in the order of files and documents.</summary>
    /// <exception cref="ConfigurationException">There are none, or one can't be used.</exception>
    public static ImmutableArray<Case> Read(Project project)
    {
        var folder = Path.Combine(project.Root, Folder);
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.yaml") : [];
        if (files.Length == 0) throw new ConfigurationException($"There are no cases in {Folder} of this checkout; take a complete one.");
        return
        [
            .. files.Order(StringComparer.Ordinal)
                .SelectMany(file => Documents(file).Select(document => Of(Path.GetFileNameWithoutExtension(file), document))),
        ];
    }

    /// <summary>The kinds of other projects that cases are about, as CustomResourceDefinitions that take any object.</summary>
    public static ImmutableArray<JsonObject> Definitions(Project project) =>
        [.. Documents(Path.Combine(project.Root, ClusterFile))
            .Where(document => document["kind"]?.GetValue<string>() == "CustomResourceDefinition")];

    /// <summary>The namespaces that cases need beside those of a plan.</summary>
    public static ImmutableArray<JsonObject> Namespaces(Project project) =>
        [.. Documents(Path.Combine(project.Root, ClusterFile)).Where(document => document["kind"]?.GetValue<string>() == "Namespace")];

    private static Case Of(string file, JsonObject document)
    {
        var name = Text(document, "name") ?? throw new ConfigurationException($"A case in {file}.yaml has no name.");
        var where = $"{file}.yaml, '{name}'";
        if (document.Select(entry => entry.Key).Except(Keys).FirstOrDefault() is { } key)
            throw new ConfigurationException($"{where}: '{key}' isn't a key of cases; those are {string.Join(", ", Keys)}.");
        if (document["user"]?["name"] is null) throw new ConfigurationException($"{where}: expected user.name.");
        var (now, before) = (document["object"] as JsonObject, document["oldObject"] as JsonObject);
        if ((now ?? before) is null) throw new ConfigurationException($"{where}: expected object or oldObject.");
        var operation = Text(document, "operation") ?? (before is null ? "CREATE" : now is null ? "DELETE" : "UPDATE");
        if (operation is "UPDATE" or "DELETE" && before is null || operation is "UPDATE" or "CREATE" && now is null)
            throw new ConfigurationException($"{where}: {operation} needs {(now is null ? "object" : "oldObject")}.");
        return new Case
        {
            File = file,
            Name = name,
            User = document["user"]!.AsObject(),
            Operation = operation,
            Subresource = Text(document, "subresource"),
            Resource = Text(document, "resource"),
            ResourceName = Text(document, "resourceName"),
            OtherNamespace = Text(document, "namespace"),
            Object = now,
            OldObject = before,
            Authorized = [.. document["authorized"]?.AsArray().Select(right => right!.AsObject()) ?? []],
            ExpectsRefusal = Text(document, "expect") switch
            {
                "allowed" => false,
                "denied" => true,
                _ => throw new ConfigurationException($"{where}: expect must be 'allowed' or 'denied'."),
            },
            Message = Text(document, "message"),
            Warning = Text(document, "warning"),
            Mutated = document["mutated"] as JsonObject,
        };
    }

    private static string? Text(JsonObject document, string key) => document[key]?.ToString();

    private static IEnumerable<JsonObject> Documents(string file)
    {
        var stream = new YamlStream();
        try
        {
            using var reader = new StreamReader(file);
            stream.Load(reader);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{YamlSource.Shown(file)} can't be read: {exception.Message}");
        }
        catch (YamlException exception)
        {
            throw YamlSource.Wrong(file, exception.Start, exception.Message.TrimEnd('.'));
        }

        return stream.Documents.Select(document => YamlJson.Convert(file, document.RootNode)).OfType<JsonObject>();
    }
}
