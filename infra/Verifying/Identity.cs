using System.Collections.Immutable;

namespace Infra.Verifying;

/// <summary>Somebody as whom the administrator asks (https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation).</summary>
/// <param name="User">The user's name.</param>
/// <param name="Groups">The user's groups.</param>
internal sealed record Identity(string User, ImmutableArray<string> Groups)
{
    /// <summary>The namespace of the tenants' own accounts.</summary>
    public const string TenantNamespace = "tenant-access";

    private const string Everybody = "system:authenticated";

    private const string AccountGroup = "system:serviceaccounts";

    /// <summary>The account that is a tenant's own.</summary>
    public static Identity OfTenant(string tenant) => OfAccount(TenantNamespace, tenant);

    /// <summary>A service account.</summary>
    public static Identity OfAccount(string ns, string name) =>
        new($"system:serviceaccount:{ns}:{name}", [AccountGroup, $"{AccountGroup}:{ns}", Everybody]);

    /// <summary>A node's kubelet, as whoever took the node over can act.</summary>
    public static Identity OfNode(string node) => new($"system:node:{node}", ["system:nodes", Everybody]);

    /// <summary>The credential that K3s gives to all agents alike.</summary>
    public static Identity SharedAgent { get; } = new("system:k3s-controller", [Everybody]);

    /// <summary>
    /// The headers that say so. HttpClient writes several values of a header into one line, which Kubernetes takes for one long group; it
    /// adds <c>system:authenticated</c> and a service account's groups itself, so that one group is left at most.
    /// </summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers =>
    [
        new("Impersonate-User", User),
        .. Groups.Where(group => group != Everybody && !group.StartsWith(AccountGroup, StringComparison.Ordinal))
            .Take(1).Select(group => KeyValuePair.Create("Impersonate-Group", group)),
    ];
}
