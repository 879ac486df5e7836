using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Components.Guards;
using Infra.Components.Kubernetes;
using Infra.Planning;

namespace Infra.Verifying.Isolation;

/// <summary>A namespace in which a tenant tries what it must not.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Namespace">One of its namespaces.</param>
internal sealed record Target(LiveCluster Cluster, LiveTenant Tenant, string Namespace)
{
    /// <summary>Name of objects that are tried to be made. Nothing of that name is kept.</summary>
    public const string Name = "infra-verify";

    /// <summary>An address that is nobody's (RFC 5737).</summary>
    public const string Elsewhere = "203.0.113.1";

    /// <summary>Another tenant's name: the neighbour's, or one that doesn't exist where there is no neighbour.</summary>
    public string OtherTenant => Cluster.NeighbourOf(Tenant)?.Name ?? "infra-verify-other";

    /// <summary>Another tenant's node.</summary>
    public string OtherNode => Cluster.NeighbourOf(Tenant)?.Node ?? Cluster.Plan.Servers[0].Name;

    /// <summary>Another tenant's pool.</summary>
    public string OtherPool => Cluster.NeighbourOf(Tenant)?.Pool ?? "infra-verify-other";

    /// <summary>Another tenant's ingress class.</summary>
    public string OtherClass => Cluster.NeighbourOf(Tenant)?.IngressClass ?? "infra-verify-other";

    /// <summary>Another tenant's issuer.</summary>
    public string OtherIssuer => Cluster.NeighbourOf(Tenant)?.Issuer ?? "infra-verify-other";

    /// <summary>A host name that isn't the tenant's: one of the neighbour's, or of a domain that is nobody's (RFC 2606).</summary>
    public string OtherHost => Cluster.NeighbourOf(Tenant)?.Domains.Select(HostOf).FirstOrDefault() ?? "infra-verify.invalid";

    /// <summary>A host name of the tenant's; null: it has no domains.</summary>
    public string? OwnHost => Tenant.Domains.Select(HostOf).FirstOrDefault();

    /// <summary>The creation of an object in the namespace, as the tenant.</summary>
    /// <param name="apiVersion">Group and version.</param>
    /// <param name="kind">Kind.</param>
    /// <param name="content">Everything but these and <c>metadata.name</c> and <c>namespace</c>.</param>
    public DryRun Create(string apiVersion, string kind, JsonObject content)
    {
        var thing = new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind };
        foreach (var (key, value) in content) thing[key] = value?.DeepClone();
        var metadata = thing["metadata"] as JsonObject;
        if (metadata is null) thing["metadata"] = metadata = [];
        metadata["name"] ??= Name;
        metadata["namespace"] = Namespace;
        return DryRun.Create(thing) with { Identity = Tenant.Identity };
    }

    /// <summary>Another write to an object of the namespace, as the tenant.</summary>
    public DryRun Write(WriteVerb verb, string apiVersion, string kind, string name, JsonObject? body = null) =>
        new(verb, apiVersion, kind, Namespace, name) { Body = body, Identity = Tenant.Identity };

    /// <summary>The creation of a pod that keeps to all rules, save what a test changes of it.</summary>
    /// <param name="change">Changes the pod.</param>
    public DryRun Pod(Action<JsonObject> change)
    {
        var pod = new JsonObject { ["spec"] = PodSpec() };
        change(pod);
        return Create("v1", "Pod", pod);
    }

    /// <summary>The creation of a Deployment that keeps to all rules, save what its pods are.</summary>
    /// <param name="pods">Metadata of its pods.</param>
    public DryRun Deployment(JsonObject pods)
    {
        var metadata = pods.DeepClone().AsObject();
        (metadata["labels"] ??= new JsonObject())["app"] = Name;
        return Create("apps/v1", "Deployment", new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = Name } },
                ["template"] = new JsonObject { ["metadata"] = metadata, ["spec"] = PodSpec() },
            },
        });
    }

    /// <summary>The specification of a pod that keeps to all rules.</summary>
    public JsonObject PodSpec() => new()
    {
        ["automountServiceAccountToken"] = false,
        ["securityContext"] = new JsonObject
        {
            ["runAsNonRoot"] = true,
            ["runAsUser"] = 65532,
            ["seccompProfile"] = new JsonObject { ["type"] = "RuntimeDefault" },
        },
        ["nodeSelector"] = new JsonObject { [TenantLabels.NodeKey] = Tenant.Name },
        ["tolerations"] = new JsonArray(
            new JsonObject { ["key"] = TenantLabels.NodeKey, ["operator"] = "Equal", ["value"] = Tenant.Name }),
        ["containers"] = new JsonArray(new JsonObject
        {
            ["name"] = "probe",
            ["image"] = Image,
            ["securityContext"] = new JsonObject
            {
                ["allowPrivilegeEscalation"] = false,
                ["capabilities"] = new JsonObject { ["drop"] = new JsonArray("ALL") },
            },
            ["resources"] = new JsonObject
            {
                ["requests"] = new JsonObject
                {
                    ["cpu"] = "1m",
                    ["memory"] = "1Mi",
                    ["ephemeral-storage"] = "1Mi"
                }
            },
        }),
    };

    /// <summary>Where the images of the namespace's pods may come from; none: from anywhere.</summary>
    public ImmutableArray<string> Registries =>
        [.. Said(TenantAnnotations.Registries)?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? []];

    /// <summary>What the plan's namespace says of the tenant by an annotation; null: nothing.</summary>
    /// <param name="key">The annotation's key.</param>
    public string? Said(string key) => Cluster.Plan.Objects("Namespace").FirstOrDefault(ns => ns.ObjectName() == Namespace)
        ?.At("metadata", "annotations", key).Word();

    // Nothing pulls it. Where a tenant's registries are limited, one of them.
    private string Image => Registries.IsEmpty ? "registry.k8s.io/pause:3.10" : $"{Registries[0].TrimEnd('/')}/{Name}:1";

    private static string HostOf(string domain) => domain.StartsWith("*.", StringComparison.Ordinal) ? $"{Name}{domain[1..]}" : domain;
}
