using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Configuration;
using Infra.Planning;

namespace Infra.Rendering;

/// <summary>Reads a <c>plan.json</c> that this program, or an earlier one, wrote.</summary>
internal static class PlanReader
{
    /// <summary>Reads a plan, and the scripts that lie beside it.</summary>
    /// <param name="file">The <c>plan.json</c>.</param>
    /// <param name="shown">What messages call it.</param>
    /// <exception cref="ConfigurationException">It can't be read, is no plan, or of another format.</exception>
    public static Plan Read(string file, string shown)
    {
        try
        {
            var plan = Parse(File.ReadAllText(file), shown);
            return plan with { Scripts = Scripts(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, PlanFiles.Scripts)) };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{shown} can't be read: {exception.Message}");
        }
    }

    /// <summary>Reads a plan's document.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="shown">What messages call it.</param>
    /// <exception cref="ConfigurationException">It is no plan, or of another format.</exception>
    public static Plan Parse(string text, string shown)
    {
        try
        {
            if (JsonNode.Parse(text) is not JsonObject document || document["resources"] is not JsonArray)
                throw new ConfigurationException($"{shown} is no plan: give what './build.sh plan STACK --out DIR' wrote.");
            RequireFormat(document["format"], shown);
            return Checked(Plan(document), shown);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException
            or KeyNotFoundException or ArgumentException)
        {
            throw new ConfigurationException(
                $"{shown} is damaged, so it can't be compared: write it anew with './build.sh plan STACK --out DIR'.");
        }
    }

    private static void RequireFormat(JsonNode? format, string shown)
    {
        var number = format?.GetValue<int>() ?? 0;
        if (number == PlanDocument.Format)
            return;
        var age = number < PlanDocument.Format ? "older" : "newer";
        throw new ConfigurationException(FormattableString.Invariant(
            $"{shown} has an {age} format ({(number == 0 ? "without a number" : number)}; this program's is {PlanDocument.Format}), ")
            .Replace("an newer", "a newer", StringComparison.Ordinal)
            + "so it can't be compared: plan both with the same program.");
    }

    private static Plan Plan(JsonObject document) => new(
        Text(document, "project"),
        Text(document, "stack"),
        [.. Objects(document, "resources").Select(Resource)],
        [.. Objects(document, "servers").Select(Server)],
        [.. Objects(document, "tenants").Select(Tenant)],
        []);

    private static PlannedResource Resource(JsonObject resource)
    {
        var inputs = Need(resource, "inputs").DeepClone().AsObject();
        var readable = inputs.DeepClone().AsObject();
        foreach (var (name, value) in Need(resource, "readable").AsObject())
            readable[name] = value?.DeepClone();
        return new PlannedResource
        {
            Urn = Text(resource, "urn"),
            Type = Text(resource, "type"),
            Name = Text(resource, "name"),
            Parent = Text(resource, "parent"),
            Provider = (string?)resource["provider"],
            IsComponent = Need(resource, "isComponent").GetValue<bool>(),
            DependsOn = Texts(resource, "dependsOn"),
            Uses = ByPath(Need(resource, "uses")),
            // Earlier programs took whatever was made from a resource for something that follows it.
            Follows = ByPath(resource["follows"] ?? Need(resource, "uses")),
            Inputs = inputs,
            Readable = readable,
            Protect = Need(resource, "protect").GetValue<bool>(),
            Aliases = Texts(resource, "aliases"),
            // Earlier programs didn't record them.
            AdditionalSecretOutputs = resource["additionalSecretOutputs"] is null ? [] : Texts(resource, "additionalSecretOutputs"),
            IgnoreChanges = Texts(resource, "ignoreChanges"),
            ReplaceOnChanges = Texts(resource, "replaceOnChanges"),
            DeleteBeforeReplace = Need(resource, "deleteBeforeReplace").GetValue<bool>(),
            RetainOnDelete = Need(resource, "retainOnDelete").GetValue<bool>(),
            DeletedWith = (string?)resource["deletedWith"],
        };
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> ByPath(JsonNode urns) =>
        urns.AsObject().ToImmutableSortedDictionary(
            use => use.Key, use => use.Value.Texts().ToImmutableArray(), StringComparer.Ordinal);

    private static PlannedServer Server(JsonObject server) =>
        new(Text(server, "name"), Text(server, "address"), Text(server, "context"), Need(server, "isEntry").GetValue<bool>());

    private static PlannedTenant Tenant(JsonObject tenant) => new(
        Text(tenant, "name"),
        Text(tenant, "node"),
        Text(tenant, "address"),
        Texts(tenant, "domains"),
        Text(tenant, "ingress"),
        Need(tenant, "memoryReservedMi").GetValue<int>(),
        (int?)tenant["memoryLeftMi"],
        (int?)tenant["memoryForQuotaMi"])
    {
        ArrivalAddress = (string?)tenant["arrivalAddress"] ?? Text(tenant, "address"),
    };

    /// <summary>Whoever follows a name of another resource must find it.</summary>
    private static Plan Checked(Plan plan, string shown)
    {
        var known = plan.Resources.Select(resource => resource.Urn).ToHashSet(StringComparer.Ordinal);
        var missing = plan.Resources
            .SelectMany(resource => resource.DependsOn.Append(resource.Provider).Append(resource.DeletedWith)
                .Concat(resource.Uses.Values.SelectMany(used => used)).Concat(resource.Follows.Values.SelectMany(used => used)))
            .OfType<string>().FirstOrDefault(urn => !known.Contains(urn));
        return missing is null && known.Count == plan.Resources.Length
            ? plan
            : throw new ConfigurationException(
                $"{shown} is damaged, so it can't be compared: "
                + $"{(missing is null ? "it has a resource twice" : $"{missing} is missing in it")}.");
    }

    private static ImmutableSortedDictionary<string, string> Scripts(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.sh").ToImmutableSortedDictionary(
            file => Path.GetFileNameWithoutExtension(file), File.ReadAllText, StringComparer.Ordinal)
        : ImmutableSortedDictionary<string, string>.Empty;

    private static IEnumerable<JsonObject> Objects(JsonObject map, string name) =>
        Need(map, name).AsArray().Select(item => item!.AsObject());

    private static JsonNode Need(JsonObject map, string name) => map[name] ?? throw new KeyNotFoundException(name);

    private static string Text(JsonObject map, string name) => Need(map, name).GetValue<string>();

    private static ImmutableArray<string> Texts(JsonObject map, string name) => [.. Need(map, name).Texts()];
}
