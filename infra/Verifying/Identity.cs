using System.Collections.Immutable;
using Infra.Components.Access;
using Infra.Components.LoadBalancing;

namespace Infra.Verifying;

/// <summary>Somebody as whom the administrator asks (https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation).</summary>
/// <param name="User">The user's name.</param>
/// <param name="Groups">The user's groups.</param>
internal sealed record Identity(string User, ImmutableArray<string> Groups)
{
    private const string Everybody = "system:authenticated";

    private const string AccountGroup = "system:serviceaccounts";

    /// <summary>The account that is a tenant's own.</summary>
    public static Identity OfTenant(string tenant) => OfAccount(AccessComponent.AccountNamespace, tenant);

    /// <summary>A service account.</summary>
    public static Identity OfAccount(string ns, string name) =>
        new($"system:serviceaccount:{ns}:{name}", [AccountGroup, $"{AccountGroup}:{ns}", Everybody]);

    /// <summary>A node's kubelet, as whoever took the node over can act.</summary>
    public static Identity OfNode(string node) => new($"system:node:{node}", ["system:nodes", Everybody]);

    /// <summary>The credential that K3s gives to all agents alike.</summary>
    public static Identity SharedAgent { get; } = new("system:k3s-controller", [Everybody]);

    /// <summary>The credential that each node's kube-proxy has.</summary>
    public static Identity KubeProxy { get; } = new("system:kube-proxy", [Everybody]);

    /// <summary>The account of MetalLB's speaker, whose token lies on every node.</summary>
    public static Identity Speaker { get; } = OfAccount(Announcements.Namespace, "metallb-speaker");

    /// <summary>The headers that say so.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers =>
        [new("Impersonate-User", User), .. Groups.Select(group => KeyValuePair.Create("Impersonate-Group", group))];
}
