using Xunit;

namespace Infra.Tests.Settings.Grammars;

public class DomainTests
{
    [Theory]
    [InlineData("hcloud", "tenants[0].domains[0]", "7",
        "tenants[0].domains[0] '7' must be a host name in lower case, with '*.' in front or without; write it like shop.example.com or "
        + "*.example.com")]
    [InlineData("hcloud", "cluster.certificates.email", "\"admin at example.com\"",
        "cluster.certificates.email 'admin at example.com' must be an e-mail address; write it like admin@example.com")]
    [InlineData("hcloud", "cluster.controlPlane.endpoint", "\"https://k8s.example.com\"",
        "cluster.controlPlane.endpoint 'https://k8s.example.com' must be a host name or an IP address; write it like k8s.example.com "
        + "or 203.0.113.10")]
    [InlineData("hcloud", "tenants[0].domains[0]", "\"Shop.Example.com\"",
        "tenants[0].domains[0] 'Shop.Example.com' must be a host name in lower case, with '*.' in front or without; try "
        + "'shop.example.com'")]
    [InlineData("hcloud", "tenants[0].domains[0]", "\"https://shop.example.com/cart\"",
        "tenants[0].domains[0] 'https://shop.example.com/cart' must be a host name in lower case, with '*.' in front or without; try "
        + "'shop.example.com'")]
    [InlineData("hcloud", "tenants[0].domains[0]", "\"münchen.example.com\"",
        "tenants[0].domains[0] 'münchen.example.com' must be a host name in lower case, with '*.' in front or without; try "
        + "'xn--mnchen-3ya.example.com'")]
    [InlineData("hcloud", "tenants[0].domains[0]", "\"localhost\"",
        "tenants[0].domains[0] 'localhost' must be a host name in lower case, with '*.' in front or without; write it like "
        + "shop.example.com or *.example.com")]
    [InlineData("hcloud", "tenants[0].domains[0]", "\"203.0.113.1\"",
        "tenants[0].domains[0] '203.0.113.1' must be a host name in lower case, with '*.' in front or without; write it like "
        + "shop.example.com or *.example.com")]
    [InlineData("hcloud", "tenants[0].domains[0]", "\"*.*.example.com\"",
        "tenants[0].domains[0] '*.*.example.com' must be a host name in lower case, with '*.' in front or without; write it like "
        + "shop.example.com or *.example.com")]
    [InlineData("ssh", "tenants[1].host.bastion", "{\"address\": \"no host\"}",
        "tenants[1].host.bastion.address 'no host' must be a host name or an IP address; write it like k8s.example.com or 203.0.113.10")]
    public void A_wrong_domain_is_refused(string provider, string path, string? json, params string[] problems) =>
        Assert.Equal(problems, SettingsText.Base(provider).With(path, json).Problems());
}
