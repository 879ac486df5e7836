using Infra.Components.K3s;
using Xunit;
using YamlDotNet.Serialization;

namespace Infra.Tests.K3s;

public sealed class ConfigurationTests
{
    private static readonly ServerConfiguration Entry = new()
    {
        NodeName = "prod-control-plane-1",
        NodeAddress = "10.0.0.11",
        PublicAddress = "203.0.113.11",
        CertificateNames = ["203.0.113.11", "203.0.113.12", "10.0.0.11", "api.example.org", "10.0.0.11"],
        EmbeddedEtcd = true,
        Network = new NodeNetwork("10.0.0.0/16", DualStack: false),
    };

    private static readonly IdentityProvider Provider = new()
    {
        Issuer = "https://login.example.com/realms/main",
        Audiences = ["kubernetes", "ci"],
        UsernameClaim = "email",
        Prefix = "corp:",
        Ca = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
    };

    private static readonly AgentConfiguration Agent = new()
    {
        NodeName = "prod-acme",
        NodeAddress = "10.0.0.21",
        PublicAddress = "203.0.113.21",
        Join = "https://10.0.0.11:6443",
        Tenant = "acme",
        Network = new NodeNetwork("10.0.0.0/16", DualStack: false),
    };

    [Fact]
    public void The_entry_server_of_three_starts_a_cluster_with_embedded_etcd() =>
        Snapshot.Matches("server-entry.yaml", Entry.Render("T", "A"));

    [Fact]
    public void Another_server_joins_over_public_addresses_with_WireGuard_and_both_families() =>
        Snapshot.Matches("server-joining.yaml", (Entry with
        {
            NodeName = "prod-control-plane-2",
            NodeAddress = "203.0.113.12",
            PublicAddress = "203.0.113.12",
            Ipv6Address = "2001:db8::12",
            Join = "https://203.0.113.11:6443",
            Network = new NodeNetwork(null, DualStack: true),
        }).Render("T", "A"));

    [Fact]
    public void A_server_with_an_identity_provider_reads_its_authentication_from_a_second_document() =>
        Snapshot.Matches("server-authentication.yaml", (Entry with { IdentityProvider = Provider }).RenderAll("T", "A"));

    [Fact]
    public void The_authentication_file_has_the_fields_that_Kubernetes_knows_and_no_name_without_a_prefix()
    {
        var file = Read(Provider.Render());
        Assert.Equal(["anonymous", "apiVersion", "jwt", "kind"], file.Keys.Order(StringComparer.Ordinal));
        // K3s leaves --anonymous-auth=false away when there is such a file; with the flag, the field would be refused.
        Assert.Equal(false, ((Dictionary<object, object>)file["anonymous"])["enabled"]);
        var jwt = (Dictionary<object, object>)Assert.Single((List<object>)file["jwt"]);
        Assert.Equal(["claimMappings", "issuer"], jwt.Keys.Order());
        var issuer = (Dictionary<object, object>)jwt["issuer"];
        Assert.Equal(["audienceMatchPolicy", "audiences", "certificateAuthority", "url"], issuer.Keys.Order());
        var claims = (Dictionary<object, object>)jwt["claimMappings"];
        Assert.Equal(["groups", "username"], claims.Keys.Order());
        Assert.All(claims.Values, claim => Assert.Equal("corp:", ((Dictionary<object, object>)claim)["prefix"]));
        // Of one audience, no policy is taken but none or MatchAny.
        Assert.DoesNotContain("audienceMatchPolicy", (Provider with { Audiences = ["one"] }).Render(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_agent_is_tainted_from_the_first_moment() => Snapshot.Matches("agent.yaml", Agent.Render("A"));

    [Fact]
    public void A_single_server_keeps_its_data_in_SQLite()
    {
        var settings = Read((Entry with { EmbeddedEtcd = false }).Render("T", "A"));
        Assert.DoesNotContain("cluster-init", settings.Keys);
        Assert.DoesNotContain("server", settings.Keys);
    }

    [Fact]
    public void A_joining_server_never_starts_a_cluster_of_its_own() =>
        Assert.DoesNotContain("cluster-init", Read((Entry with { Join = "https://10.0.0.12:6443" }).Render("T", "A")).Keys);

    // K3s refuses to let a server join that differs in one of these (https://docs.k3s.io/cli/server#critical-configuration-values).
    [Fact]
    public void All_servers_agree_in_what_K3s_wants_to_be_the_same()
    {
        string[] critical =
        [
            "agent-token", "cluster-cidr", "disable", "disable-helm-controller", "flannel-backend", "secrets-encryption", "service-cidr",
        ];
        var first = Read(Entry.Render("T", "A"));
        var second = Read((Entry with { NodeName = "b", NodeAddress = "10.0.0.12", Join = "https://10.0.0.11:6443" }).Render("T", "A"));
        foreach (var key in critical) Assert.Equal(first[key], second[key]);
    }

    [Fact]
    public void An_agent_never_gets_the_servers_token_or_an_audit_policy()
    {
        var settings = Read(Agent.Render("agent-token"));
        Assert.Equal("agent-token", settings["token"]);
        Assert.DoesNotContain("agent-token", settings.Keys);
        Assert.DoesNotContain("kube-apiserver-arg", settings.Keys);
    }

    [Fact]
    public void A_dual_stack_node_without_an_IPv6_address_is_refused() => Assert.Throws<ArgumentException>(() =>
        (Agent with { Network = new NodeNetwork(null, DualStack: true) }).Render("A"));

    [Theory]
    [InlineData("12345678")]
    [InlineData("1e5")]
    [InlineData("true")]
    [InlineData("0x10")]
    public void A_token_that_looks_like_something_else_stays_a_text(string token) =>
        Assert.Equal(token, Read(Agent.Render(token))["token"]);

    [Fact]
    public void A_release_comes_from_its_own_tag()
    {
        var release = K3sRelease.Of("v1.36.4+k3s1");
        Assert.Equal("https://raw.githubusercontent.com/k3s-io/k3s/v1.36.4%2Bk3s1/install.sh", release.InstallerUrl);
        Assert.Equal("https://raw.githubusercontent.com/k3s-io/k3s/v1.36.4%2Bk3s1/install.sh.sha256sum", release.InstallerSha256Url);
        Assert.Equal("https://github.com/k3s-io/k3s/releases/download/v1.36.4%2Bk3s1", release.DownloadsUrl);

        var mirrored = K3sRelease.Of("v1.36.4+k3s1", "https://mirror.test/k3s/");
        Assert.Equal("https://mirror.test/k3s/v1.36.4%2Bk3s1", mirrored.DownloadsUrl);
        Assert.Equal("https://mirror.test/k3s/v1.36.4%2Bk3s1/install.sh", mirrored.InstallerUrl);
        Assert.Equal("https://mirror.test/k3s/v1.36.4%2Bk3s1/install.sh.sha256sum", mirrored.InstallerSha256Url);
        Assert.Throws<ArgumentException>(() => K3sRelease.Of("v1.36.4+k3s1", installerSha256: "abc"));
    }

    // Quoted scalars stay texts, plain ones become what YAML says: as K3s reads them.
    private static Dictionary<string, object> Read(string yaml) => new DeserializerBuilder()
        .WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<Dictionary<string, object>>(yaml);
}
