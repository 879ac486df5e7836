using System.Collections.Immutable;
using Infra.Components.Access;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;

namespace Infra.Components.Tenants;

/// <summary>People with a tenant's access, by the names that the cluster knows them by, the identity provider's prefix included.</summary>
public sealed record TenantPeople
{
    /// <summary>Groups. Default none.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>Users. Default none.</summary>
    public ImmutableArray<string> Users { get; init; } = [];
}

/// <summary>A tenant's account, and whom its role is bound to.</summary>
internal static class TenantAccess
{
    /// <summary>The text that names a token where none is given.</summary>
    public const string DefaultToken = "1";

    /// <summary>The type of a Secret that Kubernetes fills with an account's token.</summary>
    public const string TokenType = "kubernetes.io/service-account-token";

    /// <summary>The annotation that says whose token such a Secret gets.</summary>
    public const string AccountAnnotation = "kubernetes.io/service-account.name";

    private const string Rbac = "rbac.authorization.k8s.io";

    /// <summary>Name of the Secret with a tenant's token. The dot is in no tenant's name, so that two tenants never share one.</summary>
    public static string Secret(string tenant, string token) => $"{tenant}.{token}";

    /// <summary>Whom the tenant's role is bound to: its account, and its people.</summary>
    public static SubjectArgs[] Subjects(string account, TenantPeople people) =>
    [
        new() { Kind = "ServiceAccount", Name = account, Namespace = AccessComponent.AccountNamespace },
        .. people.Groups.Select(group => new SubjectArgs { ApiGroup = Rbac, Kind = "Group", Name = group }),
        .. people.Users.Select(user => new SubjectArgs { ApiGroup = Rbac, Kind = "User", Name = user }),
    ];
}
