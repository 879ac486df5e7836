using System.Collections.Immutable;
using System.Net;
using Infra.Components.Grammars;
using Infra.Stacks.Settings.Grammars;

namespace Infra.Stacks.Settings;

/// <summary>Who administers the cluster, and from where.</summary>
public sealed record AdministratorSettings
{
    /// <summary>Address ranges from which SSH and the Kubernetes API are reached.</summary>
    [Changed(ChangeEffect.Applied, "to firewalls", ChangeDanger.PeopleLockedOut)]
    [Form<AdministratorRange>]
    [Setting(Key = "cidrs")]
    public ImmutableArray<IPNetwork> Ranges { get; init; } = [];

    /// <summary>Public keys of people who may log in to nodes.</summary>
    [Changed(ChangeEffect.Applied, "on every machine", ChangeDanger.PeopleLockedOut)]
    [Form<PublicKey>]
    public ImmutableArray<string> SshPublicKeys { get; init; } = [];
}
