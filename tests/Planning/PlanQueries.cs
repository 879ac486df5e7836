using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Planning;
using Xunit;

namespace Infra.Tests.Planning;

/// <summary>Questions that tests ask of plans.</summary>
public static class PlanQueries
{
    public const string Release = "kubernetes:helm.sh/v3:Release";
    public const string Server = "hcloud:index/server:Server";
    public const string Firewall = "hcloud:index/firewall:Firewall";
    public const string PlacementGroup = "hcloud:index/placementGroup:PlacementGroup";
    public const string Command = "command:remote:Command";
    public const string Upload = "command:remote:CopyToRemote";
    public const string Tenant = "infra:components:Tenant";

    public static bool IsObject(this PlannedResource resource) =>
        resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal) && resource.Type != Release;

    public static IEnumerable<PlannedResource> OfType(this Plan plan, string type) =>
        plan.Resources.Where(resource => resource.Type == type);

    public static PlannedResource Named(this Plan plan, string type, string name) =>
        plan.Resources.Single(resource => resource.Type == type && resource.Name == name);

    public static IEnumerable<PlannedResource> Objects(this Plan plan) => plan.Resources.Where(IsObject);

    public static IEnumerable<PlannedResource> Objects(this Plan plan, string kind) =>
        plan.Objects().Where(resource => resource.Text("kind") == kind);

    public static PlannedResource Object(this Plan plan, string kind, string? ns, string name) =>
        plan.Objects(kind).Single(resource => resource.Namespace() == ns && resource.ObjectName() == name);

    public static string? Namespace(this PlannedResource resource) => resource.Inputs["metadata"]?["namespace"]?.GetValue<string>();

    public static string ObjectName(this PlannedResource resource) => resource.Inputs["metadata"]!["name"]!.GetValue<string>();

    public static string? Text(this PlannedResource resource, string input) => resource.Inputs[input]?.GetValue<string>();

    public static JsonNode? At(this JsonNode? node, params string[] path) => path.Aggregate(node, (place, step) => place?[step]);

    public static JsonNode? At(this PlannedResource resource, params string[] path) => resource.Inputs.At(path);

    public static string[] Texts(this JsonNode? list) => list is null ? [] : [.. list.AsArray().Select(item => item!.GetValue<string>())];

    /// <summary>All texts in a value, with their paths.</summary>
    public static IEnumerable<(string Path, string Text)> Leaves(this JsonNode? node, string path = "") => node switch
    {
        JsonObject map => map.SelectMany(entry => entry.Value.Leaves(path.Length == 0 ? entry.Key : $"{path}/{entry.Key}")),
        JsonArray list => list.SelectMany((item, index) => item.Leaves($"{path}/{index}")),
        JsonValue value when value.TryGetValue<string>(out var text) => [(path, text)],
        _ => [],
    };

    /// <summary>All that stands in a value, with the keys that lead there; of a list, its items' places.</summary>
    public static IEnumerable<(ImmutableArray<string> Keys, JsonNode Value)> Parts(this JsonNode? node, params ImmutableArray<string> keys)
    {
        var parts = node switch
        {
            JsonObject map => map.SelectMany(entry => entry.Value.Parts(keys.Add(entry.Key))),
            JsonArray list => list.SelectMany((item, index) => item.Parts(keys.Add(index.ToString(CultureInfo.InvariantCulture)))),
            _ => [],
        };
        return node is null ? parts : parts.Prepend((keys, node));
    }

    /// <summary>All values that stand under a key, wherever it is; of several keys, those under any of them. There must be one.</summary>
    public static ImmutableArray<JsonNode> Under(this JsonNode? node, params string[] names)
    {
        ImmutableArray<JsonNode> found =
            [.. node.Parts().Where(part => part.Keys.Length > 0 && names.Contains(part.Keys[^1])).Select(part => part.Value)];
        Assert.True(found.Length > 0, $"There is no {string.Join(" or ", names)} in {node?.ToJsonString()}");
        return found;
    }

    /// <summary>All yes and no whose names match, somewhere below keys that match.</summary>
    public static IEnumerable<bool> Flags(this JsonNode? node, string keys, string names = "") => node.Parts()
        .Where(part => part.Value.GetValueKind() is JsonValueKind.True or JsonValueKind.False
            && part.Keys.Any(key => Regex.IsMatch(key, keys)) && Regex.IsMatch(part.Keys[^1], names))
        .Select(part => part.Value.GetValue<bool>());

    /// <summary>A component and all below it.</summary>
    public static IEnumerable<PlannedResource> Family(this Plan plan, PlannedResource head)
    {
        var children = plan.Resources.ToLookup(resource => resource.Parent);
        return Below(head);
        IEnumerable<PlannedResource> Below(PlannedResource resource) => children[resource.Urn].SelectMany(Below).Prepend(resource);
    }

    /// <summary>The component of a tenant and all below it.</summary>
    public static IEnumerable<PlannedResource> Family(this Plan plan, string tenant) => plan.Family(plan.Named(Tenant, tenant));

    /// <summary>URNs of all that must be there before a resource: through dependencies, a component's children, and the provider.</summary>
    public static HashSet<string> Before(this Plan plan, PlannedResource resource)
    {
        var byUrn = plan.Resources.ToDictionary(planned => planned.Urn);
        var found = new HashSet<string>();
        var open = new Stack<PlannedResource>([resource]);
        while (open.TryPop(out var next))
        {
            foreach (var earlier in plan.DirectlyBefore(next, byUrn))
            {
                if (found.Add(earlier.Urn)) open.Push(earlier);
            }
        }

        return found;
    }

    /// <summary>What a resource itself waits for.</summary>
    public static IEnumerable<PlannedResource> DirectlyBefore(this Plan plan, PlannedResource resource) =>
        plan.DirectlyBefore(resource, plan.Resources.ToDictionary(planned => planned.Urn));

    private static IEnumerable<PlannedResource> DirectlyBefore(
        this Plan plan, PlannedResource resource, Dictionary<string, PlannedResource> byUrn) =>
        resource.DependsOn.Append(resource.Provider).OfType<string>().Select(urn => byUrn[urn])
            .SelectMany(planned => planned.IsComponent ? plan.Family(planned) : [planned]);
}
