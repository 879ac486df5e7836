using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Clusters;

namespace Infra.Verifying.Isolation;

/// <summary>A right that somebody has in a namespace, or everywhere.</summary>
/// <param name="Verb">What may be done.</param>
/// <param name="Group">API group; empty: the core's.</param>
/// <param name="Resource">The resource.</param>
internal sealed record Right(string Verb, string Group, string Resource)
{
    /// <summary>Whether it stands for more than it names.</summary>
    public bool IsWild => Verb == "*" || Group == "*" || Resource.Contains('*', StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"{Verb} {Resource}{(Group.Length == 0 ? "" : $".{Group}")}";
}

/// <summary>All rights that a tenant has in a namespace, by Kubernetes' own answer.</summary>
internal static class RightsReview
{
    // What Kubernetes lets everybody do who is known to it: ask about himself (its roles system:basic-user and system:discovery).
    private static readonly ImmutableHashSet<Right> Everybodys =
    [
        new("create", "authorization.k8s.io", "selfsubjectaccessreviews"),
        new("create", "authorization.k8s.io", "selfsubjectrulesreviews"),
        new("create", "authentication.k8s.io", "selfsubjectreviews"),
    ];

    /// <summary>The rights, but those of everybody.</summary>
    /// <exception cref="ClusterException">They can't be told, or not all.</exception>
    public static async Task<ImmutableArray<Right>> OfAsync(
        LiveCluster cluster, Identity identity, string ns, CancellationToken cancellation)
    {
        var status = await cluster.ReviewAsync(
            "SelfSubjectRulesReview", new JsonObject { ["namespace"] = ns }, identity, cancellation).ConfigureAwait(false);
        if (status["resourceRules"] is not JsonArray rules) throw new ClusterException("a rules review was answered without rules");
        // The node authorizer, which only knows kubelets, always says that it can't list rules. Any other gap may hide a right.
        if (status.Word("evaluationError") is { Length: > 0 } error && error != "node authorizer does not support user rule resolution")
            throw new ClusterException($"a rules review is incomplete: {error}");
        return
        [
            .. from rule in rules
               from verb in rule.Items("verbs")
               from @group in rule.Items("apiGroups")
               from resource in rule.Items("resources")
               let right = new Right(verb.Word()!, @group.Word()!, resource.Word()!)
               where !Everybodys.Contains(right)
               select right,
        ];
    }
}
