using System.Text.Json.Nodes;
using Infra.Stacks.Settings;
using Infra.Stacks.Settings.Reading;
using Infra.Stacks.Settings.Rules;
using Xunit;

namespace Infra.Tests.Settings.Rules;

/// <summary>Rules about several values: each is broken here once, and says so in words that somebody has read.</summary>
public sealed class RuleMessageTests
{
    private const string Hcloud = "hcloud";
    private const string Ssh = "ssh";
    private const string Keys = "cluster.administrators.sshPublicKeys";

    // What breaks each rule, and nothing else. A value null takes away what stands there.
    private static readonly (string Rule, JsonObject Settings)[] Broken =
    [
        ("ProviderRules.KeysFitTheProvider", Change(Hcloud, ("tenants[0].host", "\"203.0.113.9\""))),
        ("NetworkRules.RangeNeedsPrivateNetwork", Change(Hcloud, ("cluster.network", """{"type": "public", "range": "10.0.0.0/16"}"""))),
        ("ControlPlaneRules.EntryExists", Change(Hcloud, ("cluster.controlPlane.entry", "2"))),
        ("ControlPlaneRules.RebuiltServerCanGo", Change(Hcloud,
            ("cluster.controlPlane.count", "3"), ("cluster.controlPlane.rebuild", """{"server": 1, "why": "debian-13"}"""))),
        ("RangeRules.WorldIsAskedFor", Change(Hcloud, ("cluster.administrators.cidrs", "[\"0.0.0.0/1\"]"))),
        ("RangeRules.RangesDoNotOverlap", Change(Hcloud,
            ("cluster.administrators.cidrs", "[\"203.0.113.0/24\", \"203.0.113.7/32\"]"))),
        ("RangeRules.RangesLeaveTheClusterOut", Change(Hcloud, ("cluster.administrators.cidrs", "[\"10.42.7.0/24\"]"))),
        ("PeopleRules.PeopleNeedAProvider", Change(Hcloud, ("tenants[0].access", """{"groups": ["team-a"]}"""))),
        ("SshKeyRules.KeysFitIntoACommand", Change(Hcloud, (Keys, ManyKeys()))),
        ("CertificateRules.AcmeNeedsEmail", Change(Hcloud, ("cluster.certificates.email", null))),
        ("BgpRules.PeersAreUnique", Change(Hcloud, ("cluster.bgp",
            """{"asn": 64512, "peers": [{"address": "203.0.113.1", "asn": 1}, {"address": "203.0.113.1", "asn": 2}]}"""))),
        ("MachineAddressRules.AddressesLeadToMachines", Change(Ssh, ("tenants[0].host", "\"10.42.0.21\""))),
        ("NameRules.NamesAreUnique", Change(Ssh, ("tenants[1].name", "\"tenant-a\""))),
        ("NameRules.NamespacesAreUnique", Change(Hcloud, ("tenants[0].namespaces", """["staging", "staging"]"""))),
        ("DomainRules.DomainsAreNotShared", Change(Hcloud, ("tenants[0].domains", "[\"shop.b.example.com\"]"))),
        ("DomainRules.DomainsAreFewEnough", Change(Hcloud, ("tenants[0].domains", ManyDomains(501)))),
        ("ClaimRules.AddressesAreClaimedOnce", Change(Ssh, ("tenants[0].host", "\"203.0.113.1\""))),
        ("DualStackRules.Ipv6AddressNeedsDualStack", Change(Ssh, ("tenants[0].address", "\"2001:db8::7\""))),
        ("QuotaRules.PodsFitTheNode", Change(Hcloud, ("tenants[0].quota", """{"pods": 111}"""))),
        ("QuotaRules.SharesLeaveRoom", Change(Hcloud,
            ("tenants[0].namespaces", """[{"name": "staging", "share": 50}, {"name": "review", "share": 50}]"""))),
        ("QuotaRules.ControllersShareIsLeft", Change(Hcloud, ("tenants[0].quota", """{"cpu": "50m"}"""))),
        ("AccessRules.AdministratorsReachTheServers", Change(Hcloud, ("cluster.administrators.cidrs", "[]"))),
        ("AccessRules.SomebodyHasAKey", Change(Hcloud, (Keys, "[]"))),
        ("AccessRules.RangesLeaveThePrivateNetworkOut", Change(Hcloud, ("cluster.administrators.cidrs", "[\"10.0.7.0/24\"]"))),
        ("AddressRules.TenantsAddressesAreHetzners", Change(Hcloud, ("tenants[0].address", "\"198.51.100.7\""))),
        ("AddressRules.NoDualStack", Change(Hcloud, ("cluster.network", """{"type": "private", "dualStack": true}"""))),
        ("AddressRules.PrivateAddressesNeedAPrivateNetwork", Change(Hcloud,
            ("cluster.network", "\"public\""), ("tenants[0].privateAddress", "\"10.0.1.7\""))),
        ("AddressRules.ChosenPrivateAddressesAreInRange", Change(Hcloud, ("tenants[0].privateAddress", "\"10.1.0.7\""))),
        ("AddressRules.PrivateAddressesAreFree", Change(Hcloud, ("tenants[0].privateAddress", "\"10.0.0.11\""))),
        ("LocationRules.PrivateNetworksStayInTheirZone", Change(Hcloud, ("tenants[1].location", "\"ash\""))),
        ("CapacityRules.ServersFitTheNetwork", Alone(100, "\"private\"")),
        ("CapacityRules.NodesFitTheFirewall", Alone(120, "\"public\"")),
        ("PlacementRules.GroupsHaveRoom", Grouped(11)),
        ("HostRules.HostsMatchCount", Change(Ssh, ("cluster.controlPlane.count", "3"))),
        ("HostRules.NoFloatingAddresses", Change(Ssh, ("tenants[0].address", "\"floating\""))),
        ("HostRules.HostsHavePrivateAddresses", Private(("tenants[0].host", "\"203.0.113.11\""))),
        ("HostRules.PrivateAddressesAreInRange", Private(("tenants[0].host.privateAddress", "\"10.1.0.3\""))),
        ("HostRules.TranslationNeedsAPrivateNetwork", Change(Ssh,
            ("tenants[1].host.privateAddress", "\"10.0.0.4\""), ("tenants[1].address", "\"10.0.0.4\""))),
        ("HostRules.HostsHaveIpv6Addresses", Change(Ssh, ("cluster.network", """{"type": "public", "dualStack": true}"""),
            ("cluster.controlPlane.hosts[0]", """{"address": "203.0.113.1", "ipv6Address": "2001:db8::1"}"""),
            ("tenants[1].host.ipv6Address", "\"2001:db8::3\""))),
    ];

    [Fact]
    public void Every_rule_is_broken_once_and_says_so_in_words_that_were_read()
    {
        Assert.Equal(SettingsRule.All.Select(rule => rule.Name), Broken.Select(broken => broken.Rule));
        Snapshot.Matches("messages.txt", string.Concat(Broken.Select(broken =>
        {
            var problem = Assert.Single(Assert.Throws<SettingsException>(broken.Settings.Load).Problems);
            Assert.Equal(broken.Rule, problem.BrokenRule);
            return $"{broken.Rule}\n  {problem}\n";
        })));
    }

    [Fact]
    public void Every_rule_says_what_it_asks_of_a_setting_that_there_is()
    {
        // What goes with which provider is said by the settings themselves.
        Assert.Equal(
            ["ProviderRules.KeysFitTheProvider"], SettingsRule.All.Where(rule => rule.Asks.IsEmpty).Select(rule => rule.Name));
        Assert.All(SettingsRule.All.SelectMany(rule => rule.Asks), asks =>
            Assert.Single(Shape.Of(asks.Record).Settings, setting => setting.Property.Name == asks.Property));
    }

    private static JsonObject Change(string provider, params (string Path, string? Json)[] changes) =>
        changes.Aggregate(SettingsText.Base(provider), (settings, change) => settings.With(change.Path, change.Json));

    private static JsonObject Private(params (string Path, string? Json)[] changes) => Change(Ssh,
    [
        ("cluster.network", "\"private\""),
        ("cluster.controlPlane.hosts[0]", """{"address": "203.0.113.1", "privateAddress": "10.0.0.1"}"""),
        ("tenants[0].host", """{"address": "203.0.113.11", "privateAddress": "10.0.0.2"}"""),
        ("tenants[1].host.privateAddress", "\"10.0.0.4\""),
        .. changes,
    ]);

    private static JsonObject Grouped(int tenants) => Enumerable.Range(0, tenants).Aggregate(
        SettingsText.Many(tenants), (settings, number) => settings.With($"tenants[{number}].placementGroup", "7"));

    private static JsonObject Alone(int tenants, string network)
    {
        var settings = SettingsText.Many(tenants).With("cluster.network", network);
        for (var number = 0; number < tenants; number++)
        {
            settings.With($"tenants[{number}].placementGroup", "\"none\"");
            if (network == "\"private\"") settings.With($"tenants[{number}].privateAddress", $"\"10.0.1.{number}\"");
        }

        return settings;
    }

    private static string ManyDomains(int count) =>
        $"[{string.Join(", ", Enumerable.Range(0, count).Select(number => $"\"d{number}.example.com\""))}]";

    // Ed25519 keys as RFC 8709 writes them: name and key, each after its length.
    private static string ManyKeys() => $"[{string.Join(", ", Enumerable.Range(0, 300).Select(number =>
    {
        byte[] key = [0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. new byte[30], (byte)(number >> 8), (byte)number];
        return $"\"ssh-ed25519 {Convert.ToBase64String(key)} u@example.com\"";
    }))}]";
}
