using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Infra.Tests.Settings;

namespace Infra.Tests.Planning;

/// <summary>Stacks in which settings are changed, by their names.</summary>
internal static class Bases
{
    public static readonly Dictionary<string, Func<JsonObject>> All = new(StringComparer.Ordinal)
    {
        ["hcloud"] = () => SettingsText.Hcloud()
            .With("tenants[0].namespaces", """[{ "name": "staging", "share": 20 }]""")
            .With("tenants[0].access", """{ "groups": ["team-a"] }""")
            .With("cluster.oidc", """{ "issuer": "https://login.example.com", "audiences": ["kubernetes"] }"""),
        ["three"] = () => SettingsText.Hcloud().With("cluster.controlPlane.count", "3")
            .With("cluster.controlPlane.rebuild", """{ "server": 2, "why": "before" }"""),
        ["ssh"] = () => SettingsText.Ssh()
            .With("cluster.bgp", """{ "asn": 64512, "peers": [{ "address": "203.0.113.254", "asn": 64513 }] }""")
            .With("tenants[1].host.bastion", """{ "address": "bastion.example.com" }"""),
        ["private"] = () => SettingsText.Ssh()
            .With("cluster.network", """{ "type": "private" }""")
            .With("cluster.controlPlane.hosts[0]", """{ "address": "203.0.113.1", "privateAddress": "10.0.0.1" }""")
            .With("tenants[0].host", """{ "address": "203.0.113.11", "privateAddress": "10.0.0.2" }""")
            .With("tenants[1].host.privateAddress", "\"10.0.0.4\""),
        ["dual"] = () => SettingsText.Ssh()
            .With("cluster.network", """{ "type": "public", "dualStack": true }""")
            .With("cluster.controlPlane.hosts[0]", """{ "address": "203.0.113.1", "ipv6Address": "2001:db8::1" }""")
            .With("tenants[0].host", """{ "address": "203.0.113.11", "ipv6Address": "2001:db8::2" }""")
            .With("tenants[1].host.ipv6Address", "\"2001:db8::3\""),
    };
}

/// <summary>A change of each setting: in which stack, where (empty: all of it), and the value that comes.</summary>
internal static class SettingChanges
{
    private const string AnotherKey =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2q5kqGkYyJ0m9q1o0y3pV7b1n8hXw5u4t3s2r1q0pO b@example.com";

    public static readonly IReadOnlyDictionary<string, (string Base, string Path, string Value)> All =
        new Dictionary<string, (string, string, string)>(StringComparer.Ordinal)
        {
            ["cluster.name"] = ("hcloud", "cluster.name", "\"other\""),
            ["cluster.provider"] = ("ssh", "", SettingsText.Hcloud().ToJsonString()),
            ["cluster.location"] = ("hcloud", "cluster.location", "\"hel1\""),
            ["cluster.image"] = ("hcloud", "cluster.image", "\"ubuntu-24.04\""),
            ["cluster.network.type"] = ("hcloud", "cluster.network", "\"public\""),
            ["cluster.network.range"] = ("hcloud", "cluster.network", """{ "type": "private", "range": "10.8.0.0/16" }"""),
            ["cluster.network.dualStack"] = ("dual", "cluster.network.dualStack", "false"),
            ["cluster.k3sVersion"] = ("hcloud", "cluster.k3sVersion", "\"v1.36.5+k3s1\""),
            ["cluster.k3sInstallerSha256"] = ("hcloud", "cluster.k3sInstallerSha256", $"\"{new string('a', 64)}\""),
            ["cluster.k3sMirror"] = ("hcloud", "cluster.k3sMirror", "\"https://mirror.example.com/k3s\""),
            ["cluster.controlPlane.count"] = ("hcloud", "cluster.controlPlane.count", "3"),
            ["cluster.controlPlane.serverType"] = ("hcloud", "cluster.controlPlane.serverType", "\"cpx32\""),
            ["cluster.controlPlane.hosts"] = ("ssh", "cluster.controlPlane.hosts", "[\"203.0.113.2\"]"),
            ["cluster.controlPlane.endpoint"] = ("hcloud", "cluster.controlPlane.endpoint", "\"api.example.com\""),
            ["cluster.controlPlane.entry"] = ("three", "cluster.controlPlane.entry", "3"),
            ["cluster.controlPlane.openToTheWorld"] = ("hcloud", "cluster.controlPlane.openToTheWorld", "true"),
            ["cluster.controlPlane.rebuild"] = ("hcloud", "cluster.controlPlane.rebuild", """{ "why": "now" }"""),
            ["cluster.controlPlane.rebuild.server"] = ("three", "cluster.controlPlane.rebuild.server", "3"),
            ["cluster.controlPlane.rebuild.why"] = ("three", "cluster.controlPlane.rebuild.why", "\"now\""),
            ["cluster.administrators.cidrs"] = ("hcloud", "cluster.administrators.cidrs", "[\"198.51.100.0/24\"]"),
            ["cluster.administrators.sshPublicKeys"] = ("hcloud", "cluster.administrators.sshPublicKeys", $"[\"{AnotherKey}\"]"),
            ["cluster.oidc"] = ("private", "cluster.oidc", """{ "issuer": "https://login.example.com", "audiences": ["kubernetes"] }"""),
            ["cluster.oidc.issuer"] = ("hcloud", "cluster.oidc.issuer", "\"https://other.example.com\""),
            ["cluster.oidc.audiences"] = ("hcloud", "cluster.oidc.audiences", "[\"other\"]"),
            ["cluster.oidc.usernameClaim"] = ("hcloud", "cluster.oidc.usernameClaim", "\"email\""),
            ["cluster.oidc.groupsClaim"] = ("hcloud", "cluster.oidc.groupsClaim", "\"roles\""),
            ["cluster.oidc.prefix"] = ("hcloud", "cluster.oidc.prefix", "\"corp:\""),
            ["cluster.oidc.ca"] = ("hcloud", "cluster.oidc.ca", JsonValue.Create(Authority()).ToJsonString()),
            ["cluster.certificates.issuer"] = ("hcloud", "cluster.certificates.issuer", "\"letsencrypt-staging\""),
            ["cluster.certificates.email"] = ("hcloud", "cluster.certificates.email", "\"other@example.com\""),
            ["cluster.bgp"] = ("private", "cluster.bgp", """{ "asn": 64512, "peers": [{ "address": "203.0.113.254", "asn": 64513 }] }"""),
            ["cluster.bgp.asn"] = ("ssh", "cluster.bgp.asn", "64600"),
            ["cluster.bgp.peers"] = ("ssh", "cluster.bgp.peers", """[{ "address": "203.0.113.253", "asn": 64513 }]"""),
            ["cluster.bgp.peers[].address"] = ("ssh", "cluster.bgp.peers[0].address", "\"203.0.113.253\""),
            ["cluster.bgp.peers[].asn"] = ("ssh", "cluster.bgp.peers[0].asn", "64999"),
            ["cluster.protect"] = ("hcloud", "cluster.protect", "true"),
            ["tenants[].name"] = ("hcloud", "tenants[0].name", "\"other\""),
            ["tenants[].serverType"] = ("hcloud", "tenants[0].serverType", "\"cpx32\""),
            ["tenants[].host"] = ("ssh", "tenants[0].host", "\"203.0.113.99\""),
            ["tenants[].address"] = ("hcloud", "tenants[0].address", "\"floating\""),
            ["tenants[].domains"] = ("hcloud", "tenants[0].domains", "[\"other.example.com\"]"),
            ["tenants[].ingress"] = ("hcloud", "tenants[0].ingress", "\"nginx\""),
            ["tenants[].redirectToHttps"] = ("hcloud", "tenants[0].redirectToHttps", "false"),
            ["tenants[].access.groups"] = ("hcloud", "tenants[0].access.groups", "[\"team-b\"]"),
            ["tenants[].access.users"] = ("hcloud", "tenants[0].access.users", "[\"anna@example.com\"]"),
            ["tenants[].access.token"] = ("hcloud", "tenants[0].access.token", "\"2\""),
            ["tenants[].access.cidrs"] = ("hcloud", "tenants[0].access.cidrs", "[\"198.51.100.0/24\"]"),
            ["tenants[].quota.cpu"] = ("hcloud", "tenants[0].quota.cpu", "\"2\""),
            ["tenants[].quota.memory"] = ("hcloud", "tenants[0].quota.memory", "\"2Gi\""),
            ["tenants[].quota.ephemeralStorage"] = ("hcloud", "tenants[0].quota.ephemeralStorage", "\"20Gi\""),
            ["tenants[].quota.storage"] = ("hcloud", "tenants[0].quota.storage", "\"40Gi\""),
            ["tenants[].quota.pods"] = ("hcloud", "tenants[0].quota.pods", "50"),
            ["tenants[].namespaces"] = ("hcloud", "tenants[1].namespaces", "[\"staging\"]"),
            ["tenants[].namespaces[].name"] = ("hcloud", "tenants[0].namespaces[0].name", "\"review\""),
            ["tenants[].namespaces[].share"] = ("hcloud", "tenants[0].namespaces[0].share", "30"),
            ["tenants[].registries"] = ("hcloud", "tenants[0].registries", "[\"ghcr.io/acme\"]"),
            ["tenants[].kubeletMaxPods"] = ("hcloud", "tenants[0].kubeletMaxPods", "120"),
            ["tenants[].labels"] = ("hcloud", "tenants[0].labels", """{ "example.com/team": "retail" }"""),
            ["tenants[].location"] = ("hcloud", "tenants[0].location", "\"hel1\""),
            ["tenants[].privateAddress"] = ("hcloud", "tenants[0].privateAddress", "\"10.0.77.7\""),
            ["tenants[].placementGroup"] = ("hcloud", "tenants[0].placementGroup", "\"none\""),
            ["tenants[].rebuild"] = ("hcloud", "tenants[0].rebuild", "\"now\""),
            ["host.address"] = ("ssh", "tenants[1].host.address", "\"203.0.113.99\""),
            ["host.privateAddress"] = ("private", "tenants[1].host.privateAddress", "\"10.0.0.99\""),
            ["host.ipv6Address"] = ("dual", "tenants[1].host.ipv6Address", "\"2001:db8::99\""),
            ["host.user"] = ("ssh", "tenants[1].host.user", "\"ops\""),
            ["host.port"] = ("ssh", "tenants[1].host.port", "2222"),
            ["host.hostKey"] = ("ssh", "tenants[1].host.hostKey", $"\"{SettingsText.Key}\""),
            ["host.reinstalled"] = ("ssh", "tenants[1].host.reinstalled", "\"now\""),
            ["host.memory"] = ("ssh", "tenants[1].host.memory", "4096"),
            ["host.bastion"] = ("private", "tenants[1].host.bastion", """{ "address": "bastion.example.com" }"""),
            ["host.bastion.address"] = ("ssh", "tenants[1].host.bastion.address", "\"other.example.com\""),
            ["host.bastion.user"] = ("ssh", "tenants[1].host.bastion.user", "\"ops\""),
            ["host.bastion.port"] = ("ssh", "tenants[1].host.bastion.port", "2222"),
            ["host.bastion.hostKey"] = ("ssh", "tenants[1].host.bastion.hostKey", $"\"{SettingsText.Key}\""),
        };

    private static string Authority()
    {
        using var key = ECDsa.Create();
        var request = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return certificate.ExportCertificatePem();
    }
}
