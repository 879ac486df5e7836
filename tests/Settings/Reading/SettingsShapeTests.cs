using Xunit;

namespace Infra.Tests.Settings.Reading;

public class SettingsShapeTests
{
    [Theory]
    [InlineData("hcloud", "cluster.nmae", "\"x\"",
        "cluster.nmae is not a known key; did you mean 'name'?")]
    [InlineData("hcloud", "tenants[0].domain", "[]",
        "tenants[0].domain is not a known key; did you mean 'domains'?")]
    [InlineData("hcloud", "cluster.controlPlane.sizes", "1",
        "cluster.controlPlane.sizes is not a known key; known are count, serverType, hosts, endpoint, entry, openToTheWorld or rebuild")]
    [InlineData("hcloud", "cluster.name", null,
        "cluster.name is missing; give the cluster a short name, such as 'main'")]
    [InlineData("hcloud", "cluster.provider", null,
        "cluster.provider is missing; add 'provider: hcloud' or 'provider: ssh'")]
    [InlineData("hcloud", "cluster.network", null,
        "cluster.network is missing; add 'network: private' or 'network: public'")]
    [InlineData("hcloud", "cluster.controlPlane", null,
        "cluster.controlPlane is missing; describe its servers there")]
    [InlineData("hcloud", "cluster.certificates", null,
        "cluster.certificates is missing; add 'certificates' with 'issuer' and 'email'")]
    [InlineData("hcloud", "cluster", null,
        "infra:cluster is missing; describe the cluster there (docs/settings.md)")]
    [InlineData("hcloud", "tenants", null,
        "infra:tenants is missing; list the tenants there, or write [] for none")]
    [InlineData("hcloud", "cluster", "[]",
        "infra:cluster must be a map; describe the cluster there (docs/settings.md)")]
    [InlineData("hcloud", "tenants", "{}",
        "infra:tenants must be a list; list the tenants there, or write [] for none")]
    [InlineData("hcloud", "tenant", "[]",
        "infra:tenant is not a known key; did you mean 'infra:tenants'?")]
    [InlineData("hcloud", "tenants[0]", "\"tenant-a\"",
        "tenants[0] 'tenant-a' must be a map with 'name' and more; write '- name: …' and its other keys below it")]
    [InlineData("hcloud", "tenants[0].name", "true",
        "tenants[0].name 'true' must be text, not true or false; put it in quotes: \"true\"")]
    [InlineData("hcloud", "tenants[0].domains", "\"a.example.com\"",
        "tenants[0].domains 'a.example.com' must be a list, not text; write its items in lines that begin with '- ', or [] for none")]
    [InlineData("hcloud", "tenants[0].quota", "\"2Gi\"",
        "tenants[0].quota '2Gi' must be a map, not text; write its keys below it, indented")]
    [InlineData("hcloud", "cluster.protect", "\"yes\"",
        "cluster.protect 'yes' must be true or false, not text; write true or false")]
    [InlineData("hcloud", "cluster.controlPlane.count", "\"many\"",
        "cluster.controlPlane.count 'many' must be a whole number, not text; write a whole number")]
    [InlineData("hcloud", "cluster.controlPlane.rebuild", "null",
        "cluster.controlPlane.rebuild has no value; give it one, or remove the key")]
    [InlineData("hcloud", "tenants[0].labels", "{\"version\": 1.10}",
        "tenants[0].labels.version '1.10' must be text, not a number; put it in quotes: \"1.10\"")]
    [InlineData("hcloud", "tenants[0].name", null,
        "tenants[0].name is missing; give the tenant a name, such as 'tenant-a'")]
    [InlineData("ssh", "tenants[0].host", "[]",
        "tenants[0].host must be an IPv4 address or a map with 'address'; write the machine's address")]
    [InlineData("ssh", "tenants[0].host", "{\"user\": \"root\"}",
        "tenants[0].host.address is missing; give the address at which SSH reaches the machine")]
    [InlineData("hcloud", "cluster.certificates.issuer", null,
        "cluster.certificates.issuer is missing; use one of letsencrypt, letsencrypt-staging or self-signed")]
    [InlineData("hcloud", "cluster.bgp", "{}",
        "cluster.bgp.asn is missing; give the cluster's own number, such as 64512",
        "cluster.bgp.peers is missing; list at least one router with 'address' and 'asn'")]
    [InlineData("hcloud", "cluster.bgp", "{\"asn\": 64512, \"peers\": [\"203.0.113.1\"]}",
        "cluster.bgp.peers[0] '203.0.113.1' must be a map with 'address' and 'asn'; write '- address: …' and, below it, 'asn: …'")]
    public void What_has_the_wrong_shape_is_refused(string provider, string path, string? json, params string[] problems) =>
        Assert.Equal(problems, SettingsText.Base(provider).With(path, json).Problems());
}
