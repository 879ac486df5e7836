using Xunit;

namespace Infra.Tests.Settings.Rules;

public class TenantRulesTests
{
    [Theory]
    [InlineData("hcloud", "tenants[0].quota", "{\"pods\": 111}",
        "tenants[0].quota.pods '111' must be at most 110, as the node runs no more (kubeletMaxPods); lower it, or set kubeletMaxPods: 111")]
    [InlineData("hcloud", "tenants[0].kubeletMaxPods", "39",
        "tenants[0].kubeletMaxPods '39' is less than quota.pods, which is 40; set quota.pods: 39, too")]
    [InlineData("hcloud", "cluster.bgp", "{\"asn\": 64512, \"peers\": []}",
        "cluster.bgp.peers needs at least one item; list at least one router with 'address' and 'asn'")]
    [InlineData("hcloud", "cluster.bgp", "{\"asn\": 64512, \"peers\": [{\"address\": \"2001:DB8::1\", \"asn\": 1}, {\"address\": "
        + "\"2001:db8::1\", \"asn\": 2}]}",
        "cluster.bgp.peers[1].address '2001:db8::1' is given twice; remove one of the two")]
    public void What_a_tenant_cannot_have_is_refused(string provider, string path, string? json, params string[] problems) =>
        Assert.Equal(problems, SettingsText.Base(provider).With(path, json).Problems());
}
