using Xunit;

namespace Infra.Tests.Settings.Rules;

public class DomainRulesTests
{
    [Theory]
    [InlineData("hcloud", "tenants[1].domains", "[\"a.example.com\"]",
        "tenants[1].domains[0] 'a.example.com' is claimed by tenants[0] ('tenant-a'), too; leave it to one of the two")]
    [InlineData("hcloud", "tenants[0].domains", "[\"x.example.com\", \"x.example.com\"]",
        "tenants[0].domains[1] 'x.example.com' is given twice; remove one of the two")]
    [InlineData("hcloud", "tenants[1].domains", "[\"*.example.com\"]",
        "tenants[1].domains[0] '*.example.com' overlaps 'a.example.com' of tenants[0] ('tenant-a'); leave it to one of the two")]
    [InlineData("hcloud", "tenants[0].domains", "[\"shop.b.example.com\"]",
        "tenants[1].domains[0] '*.b.example.com' overlaps 'shop.b.example.com' of tenants[0] ('tenant-a'); leave it to one of the two")]
    public void A_wrong_domain_is_refused(string provider, string path, string? json, params string[] problems) =>
        Assert.Equal(problems, SettingsText.Base(provider).With(path, json).Problems());
}
