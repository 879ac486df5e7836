using System.Collections.Immutable;
using Infra.Components.Grammars;
using Infra.Components.K3s;
using Infra.Stacks.Settings.Grammars;

namespace Infra.Stacks.Settings;

/// <summary>The identity provider (OpenID Connect) that signs people's tokens.</summary>
public sealed record IdentityProviderSettings
{
    /// <summary>Its URL, as its tokens name it (<c>iss</c>). The servers must reach it.</summary>
    [Changed(ChangeEffect.Restarted, "K3s on one server after the other. Pods run on; with a single server, the API is away for seconds",
        ChangeDanger.PeopleLockedOut)]
    [Form<IssuerUrl>]
    [Setting(Missing = "give its URL, such as https://login.example.com/realms/main")]
    public required string Issuer { get; init; }

    /// <summary>Whom its tokens must be for (<c>aud</c>), one of these: the client's ID at the provider.</summary>
    [Changed(ChangeEffect.Restarted, "K3s on one server after the other. Pods run on; with a single server, the API is away for seconds",
        ChangeDanger.PeopleLockedOut)]
    [Form<ProviderName>]
    [Setting(Missing = "list the client's ID, such as [kubernetes]")]
    public required ImmutableArray<string> Audiences { get; init; }

    /// <summary>The claim with the user's name; <c>email</c> counts when it isn't said to be unverified.</summary>
    [Changed(ChangeEffect.Restarted, "K3s on one server after the other. Pods run on; with a single server, the API is away for seconds",
        ChangeDanger.PeopleLockedOut)]
    [Form<ClaimName>]
    public string UsernameClaim { get; init; } = "sub";

    /// <summary>The claim with the user's groups, a text or a list of them.</summary>
    [Changed(ChangeEffect.Restarted, "K3s on one server after the other. Pods run on; with a single server, the API is away for seconds",
        ChangeDanger.PeopleLockedOut)]
    [Form<ClaimName>]
    public string GroupsClaim { get; init; } = "groups";

    /// <summary>
    /// What the cluster puts before the names of all its users and groups, so that none passes for one of the cluster's own.
    /// </summary>
    [Changed(ChangeEffect.Restarted, "K3s on one server after the other. Pods run on; with a single server, the API is away for seconds",
        ChangeDanger.PeopleLockedOut)]
    [Form<NamePrefix>]
    public string Prefix { get; init; } = IdentityProvider.DefaultPrefix;

    /// <summary>Certificates in PEM that the provider's own must be signed by.</summary>
    [Changed(ChangeEffect.Restarted, "K3s on one server after the other. Pods run on; with a single server, the API is away for seconds")]
    [Form<Certificates>]
    [Setting(Default = "those that the servers' system trusts")]
    public string? Ca { get; init; }

    /// <summary>The provider, as the control plane takes it.</summary>
    public IdentityProvider Provider => new()
    {
        Issuer = Issuer,
        Audiences = Audiences,
        UsernameClaim = UsernameClaim,
        GroupsClaim = GroupsClaim,
        Prefix = Prefix,
        Ca = Ca,
    };
}
