using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Infra.Components.Ingress;
using Infra.Components.LoadBalancing;
using Infra.Planning;

namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>
/// What Helm makes of a release: its record, a Deployment, and for a tenant's ingress controller a Service that wants the tenant's address.
/// </summary>
internal static class HelmRelease
{
    private const string Annotation = "meta.helm.sh/release-name";

    private static readonly ConditionalWeakTable<PlannedResource, JsonObject[]> Known = [];

    /// <summary>Where Helm keeps what it knows of a release.</summary>
    public static ObjectKey Record(string ns, string name) => new("", "Secret", ns, $"sh.helm.release.v1.{name}.v1");

    /// <summary>The record of a planned release.</summary>
    public static ObjectKey Record(PlannedResource release) => Record(release.Namespace()!, release.Text("name")!);

    /// <summary>The objects, in the order in which Helm makes them.</summary>
    public static IReadOnlyList<JsonObject> Objects(PlannedResource release) => Known.GetValue(release, one => [.. Make(one)]);

    /// <summary>The ingress class that a Deployment's controller serves; null: it is none's.</summary>
    public static string? IngressClass(StoredObject deployment) => deployment.Body["spec"]!["ingressClass"]?.GetValue<string>();

    private static IEnumerable<JsonObject> Make(PlannedResource release)
    {
        var (ns, name) = (release.Namespace()!, release.Text("name")!);
        yield return Body("v1", "Secret", ns, Record(release).Name, name, new JsonObject());
        if (IngressControllers.All.FirstOrDefault(known => known.Release == name) is not { } controller)
        {
            yield return Body("apps/v1", "Deployment", ns, name, name, Spec(release, null));
            yield break;
        }

        var service = Body("v1", "Service", ns, controller.Deployment, name, new JsonObject
        {
            ["type"] = "LoadBalancer",
            ["allocateLoadBalancerNodePorts"] = false,
            ["externalTrafficPolicy"] = "Local",
        });
        service["metadata"]!["annotations"]![Announcements.PoolAnnotation] = Value(release, Announcements.PoolAnnotation);
        yield return service;
        yield return Body("apps/v1", "Deployment", ns, controller.Deployment, name, Spec(release, controller));
    }

    private static JsonObject Body(string apiVersion, string kind, string ns, string name, string release, JsonObject spec) => new()
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = kind,
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = ns,
            ["annotations"] = new JsonObject { [Annotation] = release },
        },
        ["spec"] = spec,
    };

    private static JsonObject Spec(PlannedResource release, IngressController? controller)
    {
        var values = release.At("values") as JsonObject ?? [];
        var pod = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "main", ["image"] = "example" }) };
        var labels = new JsonObject { ["app.kubernetes.io/name"] = controller?.PodName ?? release.Text("name") };
        if (controller is not null)
        {
            pod["serviceAccountName"] = IngressRolesComponent.ServiceAccount;
            pod["nodeSelector"] = Find(values, "nodeSelector")!.DeepClone();
            pod["tolerations"] = Find(values, "tolerations")!.DeepClone();
            pod["containers"]![0]!["resources"] = new JsonObject
            {
                ["requests"] = new JsonObject { ["cpu"] = IngressSpecification.Cpu, ["memory"] = $"{controller.MemoryMi}Mi" },
            };
            if (Find(values, "priorityClassName") is { } priority) pod["priorityClassName"] = priority.DeepClone();
        }

        var spec = new JsonObject
        {
            // Whatever else is in the values makes other pods.
            ["values"] = values.ToJsonString(),
            ["template"] = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = labels }, ["spec"] = pod },
        };
        if (controller is not null)
        {
            spec["ingressClass"] = All(values, "ingressClass")
                .Select(found => (found as JsonObject)?["name"] ?? found as JsonValue).OfType<JsonNode>().First().GetValue<string>();
        }

        return spec;
    }

    private static string Value(PlannedResource release, string key) => Find(release.Inputs["values"], key)!.GetValue<string>();

    private static JsonNode? Find(JsonNode? node, string key) => All(node, key).FirstOrDefault();

    // Charts have the same things in different places.
    private static IEnumerable<JsonNode> All(JsonNode? node, string key) => (node as JsonObject ?? [])
        .SelectMany(entry => entry.Key == key && entry.Value is { } value ? [value] : All(entry.Value, key));
}
