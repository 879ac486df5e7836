using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Planning;
using Infra.Tests.Planning;
using Infra.Tests.Schemas;

namespace Infra.Tests.Charts;

/// <summary>A planned release and the objects that its chart makes.</summary>
internal sealed record RenderedRelease(PlannedResource Planned, ImmutableArray<RenderedObject> Objects)
{
    /// <summary>The namespace that it is installed in.</summary>
    public string Namespace => Planned.Text("namespace")!;

    /// <summary>Its workloads: what runs pods.</summary>
    public IEnumerable<RenderedObject> Workloads => Objects.Where(one => one.Pod is not null);

    public static RenderedRelease Of(PlannedResource release) => new(
        release,
        [.. Helm.Render(release).Select(value => new RenderedObject(value, release.Text("namespace")!))]);

    /// <summary>All releases of a stack.</summary>
    public static IEnumerable<RenderedRelease> AllOf(PlannedStack stack) => stack.Plan.OfType(PlanQueries.Release).Select(Of);

    /// <summary>The release of a tenant's ingress controller.</summary>
    public static RenderedRelease OfTenant(PlannedStack stack, string tenant) =>
        Of(stack.Plan.Family(tenant).Single(resource => resource.Type == PlanQueries.Release));
}

/// <summary>An object that a chart makes.</summary>
/// <param name="Value">The object.</param>
/// <param name="ReleaseNamespace">Where it goes if it doesn't say.</param>
internal sealed record RenderedObject(JsonObject Value, string ReleaseNamespace)
{
    public string ApiVersion => (string)Value["apiVersion"]!;

    public string Kind => (string)Value["kind"]!;

    public string Name => (string)Value["metadata"]!["name"]!;

    /// <summary>Whether its kind lies in namespaces; null if Kubernetes doesn't know the kind.</summary>
    public bool? Namespaced => ApiResources.Of(Schema).FirstOrDefault(resource =>
        resource.Kind == Kind && ApiVersion == $"{resource.Group}/{resource.Version}".TrimStart('/'))?.Namespaced;

    /// <summary>Where it goes; empty for an object of the whole cluster.</summary>
    public string Namespace => Namespaced ?? true ? (string?)Value.At("metadata", "namespace") ?? ReleaseNamespace : "";

    /// <summary>What the pods are made from that it runs; null if it runs none.</summary>
    public JsonNode? Pod => Kind switch
    {
        "Pod" => Value,
        "CronJob" => Value.At("spec", "jobTemplate", "spec", "template"),
        _ => Value.At("spec", "template") is { } template && template["spec"]?["containers"] is not null ? template : null,
    };

    /// <summary>The Kubernetes version that objects are compared with.</summary>
    public const string Schema = "1.36";

    public override string ToString() => $"{Kind} {Name}";
}
