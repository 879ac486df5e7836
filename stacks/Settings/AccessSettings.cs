using System.Collections.Immutable;
using System.Net;
using Infra.Components.Grammars;
using Infra.Components.Tenants;
using Infra.Stacks.Settings.Grammars;

namespace Infra.Stacks.Settings;

/// <summary>Who works with the Kubernetes API in a tenant's name, and from where.</summary>
public sealed record AccessSettings
{
    /// <summary>Groups of the identity provider whose members have the tenant's access, as the provider spells them.</summary>
    [Changed(ChangeEffect.Applied, "at once", ChangeDanger.PeopleLockedOut)]
    [Form<ProviderName>]
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>Users of the identity provider who have it, as the claim spells them.</summary>
    [Changed(ChangeEffect.Applied, "at once", ChangeDanger.PeopleLockedOut)]
    [Form<ProviderName>]
    public ImmutableArray<string> Users { get; init; } = [];

    /// <summary>Any short text; a new one makes a new token for the tenant's kubeconfig and ends the old one.</summary>
    [Changed(ChangeEffect.Applied, "the old token ends once the new one is there", ChangeDanger.PeopleLockedOut)]
    [Form<TokenText>]
    public string Token { get; init; } = "1";

    /// <summary>Address ranges from which the tenant reaches the Kubernetes API, beside the administrators'.</summary>
    [Changed(ChangeEffect.Applied, "to firewalls", ChangeDanger.PeopleLockedOut)]
    [Form<AdministratorRange>]
    [Setting(Key = "cidrs")]
    public ImmutableArray<IPNetwork> Ranges { get; init; } = [];

    /// <summary>Groups and users as the cluster knows them.</summary>
    /// <param name="provider">The identity provider; null: nobody comes from one.</param>
    public TenantPeople People(IdentityProviderSettings? provider) => provider is null ? new TenantPeople() : new TenantPeople
    {
        Groups = [.. Groups.Select(group => provider.Prefix + group)],
        Users = [.. Users.Select(user => provider.Prefix + user)],
    };
}
