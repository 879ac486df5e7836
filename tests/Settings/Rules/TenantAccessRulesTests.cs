using Xunit;

namespace Infra.Tests.Settings.Rules;

public class TenantAccessRulesTests
{
    private const string Oidc = """{ "issuer": "https://login.example.com", "audiences": ["kubernetes"] }""";

    private const string WithoutProvider =
        "is known to no identity provider, as the cluster has none; add cluster.oidc with issuer and audiences, or give the tenant its "
        + "kubeconfig";

    private const string Prefix =
        "must be 1 to 30 of a-z, 0-9, '.' and '-', starting with a letter, and a colon; not 'system:', which is Kubernetes' own; try "
        + "'oidc:'";

    [Theory]
    [InlineData("""{ "groups": ["developers"] }""", $"tenants[0].access.groups[0] 'developers' {WithoutProvider}")]
    [InlineData("""{ "users": ["anna", "ben"] }""",
        $"tenants[0].access.users[0] 'anna' {WithoutProvider}", $"tenants[0].access.users[1] 'ben' {WithoutProvider}")]
    [InlineData("""{ "token": "Nov 2026" }""",
        "tenants[0].access.token 'Nov 2026' must be 1 to 30 of a-z, 0-9 and '-', with a letter or digit at both ends; write when it is "
        + "made, such as '2026-11'")]
    [InlineData("""{ "cidrs": ["0.0.0.0/0"] }""",
        "tenants[0].access.cidrs[0] '0.0.0.0/0' opens the Kubernetes API to the world; narrow it, or set controlPlane.openToTheWorld: true "
        + "if that is meant")]
    [InlineData("""{ "cidrs": ["10.42.7.0/24"] }""",
        "tenants[0].access.cidrs[0] '10.42.7.0/24' must not overlap 10.42.0.0/16, which K3s uses for pods; name the addresses that the "
        + "tenant's people and pipelines come from")]
    [InlineData("""{ "cidrs": ["10.0.7.0/24"] }""",
        "tenants[0].access.cidrs[0] '10.0.7.0/24' must not overlap the private network 10.0.0.0/16; name the addresses that the tenant's "
        + "people and pipelines come from")]
    public void Wrong_access_without_a_provider_is_refused(string access, params string[] problems) =>
        Assert.Equal(problems, SettingsText.Hcloud().With("tenants[0].access", access).Problems());

    [Theory]
    [InlineData("prefix", "\"system:\"", $"cluster.oidc.prefix 'system:' {Prefix}")]
    // With a group of its own, ystem:masters, this one would be system:masters.
    [InlineData("prefix", "\"s\"", $"cluster.oidc.prefix 's' {Prefix}")]
    [InlineData("prefix", "\"\"", $"cluster.oidc.prefix '' {Prefix}")]
    [InlineData("prefix", "\"system:serviceaccount:\"", $"cluster.oidc.prefix 'system:serviceaccount:' {Prefix}")]
    [InlineData("issuer", "\"http://login.example.com\"",
        "cluster.oidc.issuer 'http://login.example.com' must be an https URL without user, query and fragment, and not the cluster's own; "
        + "write it like https://login.example.com/realms/main")]
    [InlineData("issuer", "\"https://kubernetes.default.svc.cluster.local\"",
        "cluster.oidc.issuer 'https://kubernetes.default.svc.cluster.local' must be an https URL without user, query and fragment, and not "
        + "the cluster's own; write it like https://login.example.com/realms/main")]
    [InlineData("audiences", "[]",
        "cluster.oidc.audiences needs at least one item; list the client's ID, such as [kubernetes]")]
    [InlineData("audiences", "[\"a\", \"a\"]", "cluster.oidc.audiences[1] 'a' is given twice; remove one of the two")]
    [InlineData("audiences", null, "cluster.oidc.audiences is missing; list the client's ID, such as [kubernetes]")]
    [InlineData("ca", "\"MIIB\"",
        "cluster.oidc.ca 'MIIB' must be certificates in PEM; copy the lines from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, "
        + "both included")]
    [InlineData("ca", "\"-----BEGIN PRIVATE KEY-----\"",
        "cluster.oidc.ca holds a private key, which must never stand in a stack file; leave the certificates alone, and make a new key "
        + "pair if this file was shared")]
    public void A_wrong_provider_is_refused(string key, string? json, params string[] problems) =>
        Assert.Equal(problems, SettingsText.Hcloud().With("cluster.oidc", Oidc).With($"cluster.oidc.{key}", json).Problems());

    [Fact]
    public void A_name_counts_once()
    {
        var settings = SettingsText.Hcloud().With("cluster.oidc", Oidc).With("tenants[1].access", """{ "groups": ["a", "b", "a"] }""");
        Assert.Equal(["tenants[1].access.groups[2] 'a' is given twice; remove one of the two"], settings.Problems());
    }

    [Fact]
    public void A_tenant_whose_namespace_would_be_that_of_all_accounts_is_refused() => Assert.Equal(
        ["tenants[0].name 'access' must not be the name of one of the cluster's own namespaces; try 't-access'"],
        SettingsText.Hcloud().With("tenants[0].name", "\"access\"").Problems());
}
