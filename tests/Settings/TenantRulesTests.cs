using Xunit;

namespace Infra.Tests.Settings;

public class TenantRulesTests
{
    [Theory]
    [InlineData("hcloud", "tenants[0].ingress", "\"ingress-nginx\"",
        "tenants[0].ingress 'ingress-nginx' must be nginx or traefik; use one of these")]
    [InlineData("hcloud", "tenants[0].ingress", "\"traefic\"",
        "tenants[0].ingress 'traefic' must be nginx or traefik; did you mean 'traefik'?")]
    [InlineData("hcloud", "tenants[0].quota", "{\"cpu\": \"two\"}",
        "tenants[0].quota.cpu 'two' must be a positive number of CPUs; write it like 2, 1.5 or 1500m")]
    [InlineData("hcloud", "tenants[0].quota", "{\"cpu\": 0}",
        "tenants[0].quota.cpu '0' must be a positive number of CPUs; write it like 2, 1.5 or 1500m")]
    [InlineData("hcloud", "tenants[0].quota", "{\"memory\": \"1500m\"}",
        "tenants[0].quota.memory '1500m' must be a positive amount of bytes; write it like 512Mi or 1Gi")]
    [InlineData("hcloud", "tenants[0].quota", "{\"pods\": 251}",
        "tenants[0].quota.pods '251' must be a number of pods, 1 to 250; leave it out for 40")]
    [InlineData("hcloud", "tenants[0].quota", "{\"pods\": 111}",
        "tenants[0].quota.pods '111' must be at most 110, as the node runs no more (kubeletMaxPods); lower it, or set kubeletMaxPods: 111")]
    [InlineData("hcloud", "tenants[0].kubeletMaxPods", "39",
        "tenants[0].kubeletMaxPods '39' is less than quota.pods, which is 40; set quota.pods: 39, too")]
    [InlineData("hcloud", "tenants[0].kubeletMaxPods", "251",
        "tenants[0].kubeletMaxPods '251' must be a number of pods, 10 to 250; leave it out for 110")]
    [InlineData("hcloud", "tenants[0].quota", "{\"storage\": \"-1Gi\"}",
        "tenants[0].quota.storage '-1Gi' must be a positive amount of bytes; write it like 512Mi or 1Gi")]
    [InlineData("hcloud", "tenants[0].labels", "{\"node-pool\": \"tenant-b\"}",
        "tenants[0].labels.node-pool must not be given, as every tenant's node has it with the tenant's name; choose another key")]
    [InlineData("hcloud", "tenants[0].labels", "{\"node-restriction.kubernetes.io/tenant\": \"tenant-b\"}",
        "tenants[0].labels.'node-restriction.kubernetes.io/tenant' must not have a prefix of 'kubernetes.io', as the cluster relies "
        + "on such labels; use a domain of your own, such as example.com/team")]
    [InlineData("hcloud", "tenants[0].labels", "{\"infra/tenant\": \"x\"}",
        "tenants[0].labels.'infra/tenant' must not have a prefix of 'infra', as the cluster relies on such labels; use a domain of "
        + "your own, such as example.com/team")]
    [InlineData("hcloud", "tenants[0].labels", "{\"a b\": \"x\"}",
        "tenants[0].labels.'a b' must be a Kubernetes label key; write it like team or example.com/team")]
    [InlineData("hcloud", "tenants[0].labels", "{\"team\": \"a b\"}",
        "tenants[0].labels.team 'a b' must be a Kubernetes label value; use at most 63 letters, digits, '-', '_' and '.', with a "
        + "letter or digit at both ends")]
    [InlineData("hcloud", "tenants[0].placementGroup", "41",
        "tenants[0].placementGroup '41' must be a number of 1 to 40, or none; leave it out to have one chosen")]
    [InlineData("hcloud", "tenants[0].placementGroup", "\"any\"",
        "tenants[0].placementGroup 'any' must be a number of 1 to 40, or none; leave it out to have one chosen")]
    [InlineData("hcloud", "cluster.bgp", "{\"asn\": 0, \"peers\": [{\"address\": \"203.0.113.1\", \"asn\": 64513}]}",
        "cluster.bgp.asn '0' must be an autonomous system number, 1 to 4294967294; use a private one, such as 64512")]
    [InlineData("hcloud", "cluster.bgp", "{\"asn\": 64512, \"peers\": []}",
        "cluster.bgp.peers must name at least one router; add one, or remove 'bgp' to announce on layer 2")]
    [InlineData("hcloud", "cluster.bgp", "{\"asn\": 64512, \"peers\": [{\"address\": \"2001:DB8::1\", \"asn\": 1}, {\"address\": "
        + "\"2001:db8::1\", \"asn\": 2}]}",
        "cluster.bgp.peers[1].address '2001:db8::1' is given twice; remove one of the two")]
    [InlineData("hcloud", "cluster.bgp", "{\"asn\": 64512, \"peers\": [{\"address\": \"router\", \"asn\": 1}]}",
        "cluster.bgp.peers[0].address 'router' must be an IPv4 or IPv6 address; write it like 203.0.113.10 or 2001:db8::10")]
    public void What_a_tenant_cannot_have_is_refused(string provider, string path, string? json, params string[] problems) =>
        Assert.Equal(problems, SettingsText.Base(provider).With(path, json).Problems());
}
