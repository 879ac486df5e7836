using System.Collections.Immutable;
using Infra.Components.Grammars;
using Infra.Components.Ingress;
using Infra.Components.K3s;
using Infra.Components.Tenants;
using Infra.Stacks.Providers;
using Infra.Stacks.Providers.HCloud;
using Infra.Stacks.Providers.Ssh;
using Infra.Stacks.Settings.Grammars;

namespace Infra.Stacks.Settings;

/// <summary>One tenant: a node, a public address, an ingress controller and certificates of its own.</summary>
public sealed record TenantSettings
{
    /// <summary>The tenant's name, which is part of the name of everything that is the tenant's.</summary>
    [Changed(ChangeEffect.Replaced, "node, address and all data: it is another tenant",
        ChangeDanger.NodeReplaced, ChangeDanger.AddressReleased, ChangeDanger.DomainMoved, ChangeDanger.DomainUnserved,
        ChangeDanger.DataLost, ChangeDanger.ProtectedRemoved)]
    [Form<TenantName>]
    [Setting(Missing = "give the tenant a name, such as 'tenant-a'")]
    public required string Name { get; init; }

    /// <summary>Hetzner Cloud server type.</summary>
    [Changed(ChangeEffect.Interrupted,
        "the tenant for a minute or two, while its server is off. A smaller disk or another architecture is refused "
        + "([instead](operations.md#changing-server-types-and-placement-groups))", ChangeDanger.ServerTypeRefused, ChangeDanger.Outage)]
    [Form<ServerTypeName>]
    [Only<HCloudProvider>(Missing = "name a server type, such as cpx12")]
    public string? ServerType { get; init; }

    /// <summary>The machine.</summary>
    [Changed(ChangeEffect.Replaced, "the node, with all data on the old machine",
        ChangeDanger.NodeReplaced, ChangeDanger.AddressChanged, ChangeDanger.DataLost)]
    [Only<SshProvider>(
        Missing = "give the address of the tenant's machine",
        Fix = "remove it: the server is created; 'serverType' says which")]
    public ExistingHost? Host { get; init; }

    /// <summary>
    /// The public address: <c>primary</c> is the node's own, <c>floating</c> one that can move to another node, an IP address one that is
    /// routed to the host. Behind a 1:1 NAT it is the host's <c>privateAddress</c>, to which its public one is translated.
    /// </summary>
    [Changed(ChangeEffect.Replaced, "the address: DNS records must follow",
        ChangeDanger.AddressChanged, ChangeDanger.AddressReleased, ChangeDanger.ProtectedRemoved)]
    [Form<PublicAddress>]
    [Setting(Default = "`primary`")]
    public TenantAddress Address { get; init; } = new TenantAddress.Primary();

    /// <summary>
    /// Host names that the tenant serves; <c>*.</c> in front stands for all names one level below. Certificates come for each name by
    /// itself, and not for <c>*.</c>.
    /// </summary>
    [Changed(ChangeEffect.Applied, "at once", ChangeDanger.DomainMoved, ChangeDanger.DomainUnserved)]
    [Form<Domain>]
    public ImmutableArray<string> Domains { get; init; } = [];

    /// <summary>The ingress controller.</summary>
    [Changed(ChangeEffect.Replaced,
        "the controller and its class: the tenant is away until the other one is ready, and its Ingresses need the other class",
        ChangeDanger.IngressSwitched)]
    [Form<IngressWord>]
    public IngressController Ingress { get; init; } = IngressControllers.Default;

    /// <summary>
    /// Whether requests over HTTP are sent on to HTTPS: by <c>traefik</c> for every host, by <c>nginx</c> for those with a certificate. The
    /// authority's own requests (<c>/.well-known/acme-challenge/</c>) are answered in any case.
    /// </summary>
    [Changed(ChangeEffect.Interrupted, "the tenant for seconds, as its controller starts anew; `nginx` reads it while it runs",
        ChangeDanger.Outage)]
    public bool RedirectToHttps { get; init; } = true;

    /// <summary>Who works with the Kubernetes API in the tenant's name, and from where.</summary>
    public AccessSettings Access { get; init; } = new();

    /// <summary>What the tenant's namespaces may use in all.</summary>
    public TenantQuota Quota { get; init; } = new();

    /// <summary>Namespaces beside the first, on the same node and behind the same ingress controller.</summary>
    [Changed(ChangeEffect.Interrupted,
        "the tenant for seconds, as its controller starts anew. One that is taken away goes with all that is in it",
        ChangeDanger.Outage, ChangeDanger.DataLost)]
    public ImmutableArray<NamespaceSettings> Namespaces { get; init; } = [];

    /// <summary>Registries, or paths in them, that images of the tenant's pods may come from.</summary>
    [Changed(ChangeEffect.Applied, "to pods that come; those that run stay", ChangeDanger.GuardRemoved)]
    [Form<ImageSource>]
    [Setting(Default = "any")]
    public ImmutableArray<string> Registries { get; init; } = [];

    /// <summary>Most pods that the kubelet runs on the tenant's node, the cluster's own among them.</summary>
    [Changed(ChangeEffect.Restarted, "K3s on the node; pods run on")]
    [Number(10, AgentConfiguration.LargestMaxPods, "a number of pods")]
    public int KubeletMaxPods { get; init; } = AgentConfiguration.DefaultMaxPods;

    /// <summary>Extra labels for the tenant's namespaces and node.</summary>
    [Changed(ChangeEffect.Applied, "at once")]
    [Keys<LabelKey>]
    [Form<LabelValue>]
    public ImmutableSortedDictionary<string, string> Labels { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>Hetzner Cloud location of the node.</summary>
    [Changed(ChangeEffect.Replaced, "the node with its address, and all data on it ([how](operations.md#changing-the-location))",
        ChangeDanger.NodeReplaced, ChangeDanger.AddressChanged, ChangeDanger.AddressReleased, ChangeDanger.DataLost,
        ChangeDanger.ProtectedRemoved)]
    [Form<LocationName>]
    [Only<HCloudProvider>]
    [Setting(Default = "the cluster's")]
    public string? Location { get; init; }

    /// <summary>The node's address in the private network.</summary>
    [Changed(ChangeEffect.Interrupted, "the tenant for a minute, until its node is back at the other address", ChangeDanger.Outage)]
    [Form<Ipv4Address>]
    [Only<HCloudProvider>(Fix = "write it as host.privateAddress")]
    [Setting(Default = "from the name")]
    public string? PrivateAddress { get; init; }

    /// <summary>Number of the spread placement group that the node belongs to, or <c>none</c>.</summary>
    [Changed(ChangeEffect.Replaced, "the node, with all data on it", ChangeDanger.NodeReplaced, ChangeDanger.DataLost)]
    [Form<PlacementGroupNumber>]
    [Only<HCloudProvider>]
    [Setting(Default = "from the name with a private network, else `none`")]
    public int? PlacementGroup { get; init; }

    /// <summary>
    /// Any text; a new one replaces the node. Remove it afterwards: while it stands, a new image, user data or SSH key of Pulumi's
    /// replaces the node, too.
    /// </summary>
    [Changed(ChangeEffect.Replaced, "the node, with all data on it", ChangeDanger.NodeReplaced, ChangeDanger.DataLost)]
    [Form<Reason>]
    [Only<HCloudProvider>]
    public string? Rebuild { get; init; }

    /// <summary>The host's private address, if its public one is translated to that on the way (1:1 NAT); else null.</summary>
    public string? TranslatedTo => Address is TenantAddress.Literal literal && literal.Address == Host?.PrivateAddress
        ? literal.Address
        : null;
}
