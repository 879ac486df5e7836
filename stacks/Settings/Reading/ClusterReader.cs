using System.Collections.Immutable;
using System.Net;
using Infra.Components.Certificates;
using Infra.Stacks.Settings.Rules;

namespace Infra.Stacks.Settings.Reading;

/// <summary>Reads <c>infra:cluster</c>.</summary>
internal static class ClusterReader
{
    private static readonly ImmutableSortedDictionary<string, NodeProvider> Providers =
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
            [KeyValuePair.Create("hcloud", NodeProvider.Hcloud), KeyValuePair.Create("ssh", NodeProvider.Ssh)]);

    private static readonly ImmutableSortedDictionary<string, CertificateAuthority> Authorities =
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
        [
            KeyValuePair.Create("letsencrypt", CertificateAuthority.LetsEncrypt),
            KeyValuePair.Create("letsencrypt-staging", CertificateAuthority.LetsEncryptStaging),
            KeyValuePair.Create("self-signed", CertificateAuthority.SelfSigned),
        ]);

    public static ClusterDraft Read(Section cluster, Findings findings)
    {
        var name = cluster.Text("name", NameRules.Cluster, missing: "give the cluster a short name, such as 'main'");
        var provider = cluster.Choice("provider", Providers, missing: "add 'provider: hcloud' or 'provider: ssh'");
        var location = cluster.Text("location", LocationRules.Location);
        var image = cluster.Text("image", ServerRules.Image);
        var network = ReadNetwork(cluster, findings);
        var version = cluster.Text("k3sVersion", K3sVersionRules.Version);
        var installerSha256 = cluster.Text("k3sInstallerSha256", K3sVersionRules.InstallerSha256);
        var controlPlane = ReadControlPlane(cluster.Map("controlPlane", missing: "describe its servers there"), findings);
        var administrators = cluster.Map("administrators");
        var ranges = administrators.List("cidrs");
        var keys = administrators.List("sshPublicKeys");
        var certificates = cluster.Map("certificates", missing: "add 'certificates' with 'issuer' and 'email'");
        var draft = new ClusterDraft
        {
            Name = name,
            Provider = provider,
            Location = location,
            Image = image,
            Network = network,
            K3sVersion = version,
            K3sInstallerSha256 = installerSha256,
            ControlPlane = controlPlane,
            AdministratorRanges = [.. ranges.Items.Select(item => Range(item, findings))],
            AdministratorRangeCount = ranges.Count,
            SshPublicKeys = [.. keys.Items.Select(item => Section.TextOf(item, findings, SshKeyRules.PublicKey))],
            SshPublicKeyCount = keys.Count,
            Issuer = certificates.Choice("issuer", Authorities, missing: $"use one of {Words.Or([.. Authorities.Keys])}"),
            Email = certificates.Text("email", CertificateRules.Email),
            Bgp = ReadBgp(cluster.Map("bgp"), findings),
            Protect = cluster.Flag("protect"),
        };
        administrators.RefuseOtherKeys();
        certificates.RefuseOtherKeys();
        cluster.RefuseOtherKeys();
        return draft;
    }

    private static Setting<IPNetwork> Range(SettingsNode item, Findings findings) =>
        Section.TextOf(item, findings, NetworkRules.Cidr).Map(Cidr.Parse);

    private static NetworkDraft ReadNetwork(Section cluster, Findings findings)
    {
        const string Missing = "add 'network: private' or 'network: public'";
        if (cluster.Node("network") is { Kind: NodeKind.Map } node)
        {
            var section = new Section(node, node.Place, findings);
            var type = section.Text("type", NetworkRules.Type, missing: "add 'type: private' or 'type: public'");
            var range = section.Text("range", NetworkRules.PrivateRange).Map(Cidr.Parse);
            var draft = new NetworkDraft(section.Place, type.Map(text => text == "private"), range, section.Flag("dualStack"));
            section.RefuseOtherKeys();
            return draft;
        }

        var word = cluster.Text("network", NetworkRules.Type, Missing);
        var nothing = word.Place with { Shown = null };
        return new NetworkDraft(
            word.Place,
            word.Map(text => text == "private"),
            new Setting<IPNetwork>(nothing, false, false, default),
            new Setting<bool>(nothing, false, false, false));
    }

    private static ControlPlaneDraft ReadControlPlane(Section controlPlane, Findings findings)
    {
        var count = controlPlane.Integer("count", ControlPlaneRules.Count);
        var serverType = controlPlane.Text("serverType", ServerRules.ServerType);
        var hosts = controlPlane.List("hosts");
        var rebuild = controlPlane.Map("rebuild");
        var draft = new ControlPlaneDraft
        {
            Place = controlPlane.Place,
            Count = count,
            ServerType = serverType,
            HostCount = hosts.Count,
            Hosts = [.. hosts.Items.Select(item => HostReader.Read(item, findings)).OfType<HostDraft>()],
            Endpoint = controlPlane.Text("endpoint", AddressRules.NameOrAddress).Map(Address.Canonical),
            Entry = controlPlane.Integer("entry", ControlPlaneRules.EntryNumber),
            OpenToTheWorld = controlPlane.Flag("openToTheWorld"),
            RebuildServer = rebuild.Integer("server", ControlPlaneRules.EntryNumber),
            RebuildWhy = rebuild.Text(
                "why", ServerRules.Why, missing: rebuild.IsGiven ? "write why or when, such as '2026-11-22'" : null),
        };
        rebuild.RefuseOtherKeys();
        controlPlane.RefuseOtherKeys();
        return draft;
    }

    private static BgpDraft? ReadBgp(Section bgp, Findings findings)
    {
        if (!bgp.IsGiven) return null;
        var asn = bgp.Integer("asn", BgpRules.Asn, missing: "give the cluster's own number, such as 64512");
        var peers = bgp.List("peers", missing: "list at least one router with 'address' and 'asn'");
        bgp.RefuseOtherKeys();
        return new BgpDraft(asn, peers.Count, [.. peers.Items.Select(item => ReadPeer(item, findings)).OfType<PeerDraft>()]);
    }

    private static PeerDraft? ReadPeer(SettingsNode item, Findings findings)
    {
        if (item.Kind is not NodeKind.Map)
        {
            findings.Add(item.Place, "must be a map with 'address' and 'asn'", "write '- address: …' and, below it, 'asn: …'");
            return null;
        }

        var section = new Section(item, item.Place, findings);
        var peer = new PeerDraft(
            section.Text("address", AddressRules.Any, missing: "give the router's address"),
            section.Integer("asn", BgpRules.Asn, missing: "give the router's number, such as 64512"));
        section.RefuseOtherKeys();
        return peer;
    }
}
