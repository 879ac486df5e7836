using System.Collections.Immutable;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;

namespace Infra.Components.Kubernetes;

/// <summary>What a role lets its bearer do.</summary>
/// <param name="ApiGroup">The API group; empty for the core's.</param>
/// <param name="Resources">The kinds, in plural, and their parts: <c>ingresses/status</c>.</param>
/// <param name="Verbs">What may be done with them.</param>
public sealed record AccessRule(string ApiGroup, ImmutableArray<string> Resources, ImmutableArray<string> Verbs)
{
    /// <summary>A rule that lets objects be read, and followed as they change.</summary>
    public static AccessRule Watch(string apiGroup, params ImmutableArray<string> resources) =>
        new(apiGroup, resources, ["get", "list", "watch"]);

    /// <summary>The rule as Pulumi takes it.</summary>
    internal PolicyRuleArgs Arguments => new() { ApiGroups = ApiGroup, Resources = Resources, Verbs = Verbs };
}
