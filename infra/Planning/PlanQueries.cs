using System.Text.Json.Nodes;

namespace Infra.Planning;

/// <summary>Questions that checks and tests ask of plans and of their resources.</summary>
public static class PlanQueries
{
    /// <summary>Type of a Helm release.</summary>
    public const string Release = "kubernetes:helm.sh/v3:Release";

    /// <summary>Type of a command on a machine.</summary>
    public const string Command = "command:remote:Command";

    /// <summary>Type of an upload to a machine.</summary>
    public const string Upload = "command:remote:CopyToRemote";

    /// <summary>Type of the component that is a tenant.</summary>
    public const string Tenant = "infra:components:Tenant";

    /// <summary>Type of the component that is the cluster's guards.</summary>
    public const string Guards = "infra:components:Guards";

    /// <summary>Whether a resource is an object of the Kubernetes API; a Helm release is none.</summary>
    public static bool IsObject(this PlannedResource resource) =>
        resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal) && resource.Type != Release;

    /// <summary>The resources of a type.</summary>
    public static IEnumerable<PlannedResource> OfType(this Plan plan, string type) =>
        plan.Resources.Where(resource => resource.Type == type);

    /// <summary>The one resource of a type with a logical name.</summary>
    public static PlannedResource Named(this Plan plan, string type, string name) =>
        plan.Resources.Single(resource => resource.Type == type && resource.Name == name);

    /// <summary>The objects of the Kubernetes API.</summary>
    public static IEnumerable<PlannedResource> Objects(this Plan plan) => plan.Resources.Where(IsObject);

    /// <summary>The objects of a kind.</summary>
    public static IEnumerable<PlannedResource> Objects(this Plan plan, string kind) =>
        plan.Objects().Where(resource => resource.Text("kind") == kind);

    /// <summary>The one object of a kind with a name in a namespace.</summary>
    public static PlannedResource Object(this Plan plan, string kind, string? ns, string name) =>
        plan.Objects(kind).Single(resource => resource.Namespace() == ns && resource.ObjectName() == name);

    /// <summary>The namespace that an object lies in, or that a release installs into; null: none.</summary>
    public static string? Namespace(this PlannedResource resource) =>
        (resource.Type == Release ? resource.At("namespace") : resource.At("metadata", "namespace"))?.GetValue<string>();

    /// <summary>An object's name in the cluster.</summary>
    public static string ObjectName(this PlannedResource resource) => resource.Inputs["metadata"]!["name"]!.GetValue<string>();

    /// <summary>An input that is a text; null: there is none.</summary>
    public static string? Text(this PlannedResource resource, string input) => resource.Inputs[input]?.GetValue<string>();

    /// <summary>The value at a path of names; null: there is none.</summary>
    public static JsonNode? At(this JsonNode? node, params string[] path) =>
        path.Aggregate(node, (place, step) => (place as JsonObject)?[step]);

    /// <summary>The input at a path of names; null: there is none.</summary>
    public static JsonNode? At(this PlannedResource resource, params string[] path) => resource.Inputs.At(path);

    /// <summary>A list's texts; those of no list are none.</summary>
    public static string[] Texts(this JsonNode? list) => list is null ? [] : [.. list.AsArray().Select(item => item!.GetValue<string>())];

    /// <summary>All texts in a value, with their paths: names and indexes, joined with <c>/</c>.</summary>
    public static IEnumerable<(string Path, string Text)> Leaves(this JsonNode? node, string path = "") => node switch
    {
        JsonObject map => map.SelectMany(entry => entry.Value.Leaves(path.Length == 0 ? entry.Key : $"{path}/{entry.Key}")),
        JsonArray list => list.SelectMany((item, index) => item.Leaves($"{path}/{index}")),
        JsonValue value when value.TryGetValue<string>(out var text) => [(path, text)],
        _ => [],
    };

    /// <summary>A component and all below it.</summary>
    public static IEnumerable<PlannedResource> Family(this Plan plan, PlannedResource head) => new PlanOrder(plan).Family(head);

    /// <summary>The component of a tenant and all below it.</summary>
    public static IEnumerable<PlannedResource> Family(this Plan plan, string tenant) => plan.Family(plan.Named(Tenant, tenant));

    /// <summary>URNs of all that must be there before a resource: through dependencies, a component's children, and the provider.</summary>
    public static HashSet<string> Before(this Plan plan, PlannedResource resource) => new PlanOrder(plan).Before(resource);

    /// <summary>What a resource itself waits for.</summary>
    public static IEnumerable<PlannedResource> DirectlyBefore(this Plan plan, PlannedResource resource) =>
        new PlanOrder(plan).DirectlyBefore(resource);
}
