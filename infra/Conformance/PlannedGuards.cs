using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Components.Kubernetes;
using Infra.Planning;

namespace Infra.Conformance;

/// <summary>A stack's guards and what they look at, as its plan has them.</summary>
internal sealed record PlannedGuards
{
    /// <summary>Policies and bindings.</summary>
    public required ImmutableArray<JsonObject> Policies { get; init; }

    /// <summary>ConfigMaps that are policies' parameters. None is in a tenant's namespace.</summary>
    public required ImmutableArray<JsonObject> Parameters { get; init; }

    /// <summary>Tenants' namespaces.</summary>
    public required ImmutableArray<JsonObject> Namespaces { get; init; }

    /// <summary>Names of namespaces and nodes: the stack's, and those that cases are about. In a run they have others.</summary>
    public required ImmutableArray<string> OwnNames { get; init; }

    /// <summary>Finds them in a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cases">The cases, of which some are about namespaces and nodes that the stack doesn't have.</param>
    /// <param name="unplanned">Tenants' namespaces that cases need beside the plan's.</param>
    public static PlannedGuards Of(Plan plan, ImmutableArray<Case> cases, ImmutableArray<JsonObject> unplanned)
    {
        var policies = plan.Objects().Select(resource => resource.Inputs)
            .Where(input => Kind(input).Contains("AdmissionPolicy", StringComparison.Ordinal)).ToImmutableArray();
        var parameters = policies.Select(policy => policy.At("spec", "paramRef")).OfType<JsonObject>()
            .Select(reference => (reference["name"]!.GetValue<string>(), reference["namespace"]?.GetValue<string>())).ToHashSet();
        var namespaces = plan.Objects("Namespace").Select(resource => resource.Inputs)
            .Concat(unplanned).Where(input => input.At("metadata", "labels", TenantLabels.OwnerKey) is not null).ToImmutableArray();
        var tenants = namespaces.Select(Name).ToHashSet();
        return new PlannedGuards
        {
            Policies = policies,
            Parameters =
            [
                .. plan.Objects("ConfigMap").Where(resource => parameters.Contains((resource.ObjectName(), resource.Namespace())))
                    .Select(resource => resource.Inputs),
            ],
            Namespaces = namespaces,
            OwnNames =
            [
                .. plan.Servers.Select(server => server.Name).Concat(plan.Tenants.Select(tenant => tenant.Node)).Concat(tenants)
                    .Concat(cases.Where(one => Kind(one.Subject) is "Node" or "Namespace").Select(one => Name(one.Subject)))
                    .Distinct().Order(StringComparer.Ordinal),
            ],
        };
    }

    /// <summary>An object's kind.</summary>
    internal static string Kind(JsonObject thing) => thing["kind"]?.GetValue<string>() ?? "";

    /// <summary>An object's name.</summary>
    internal static string Name(JsonObject thing) => thing["metadata"]!["name"]!.GetValue<string>();
}
