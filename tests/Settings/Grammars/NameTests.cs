using Xunit;

namespace Infra.Tests.Settings.Grammars;

public class NameTests
{
    [Theory]
    [InlineData("hcloud", "cluster.name", "\"Acme!\"",
        "cluster.name 'Acme!' must be a DNS label (a-z, 0-9 and '-', 1 to 20 characters, starting with a letter); try 'acme'")]
    [InlineData("hcloud", "cluster.name", "\"a-name-that-is-too-long-by-far\"",
        "cluster.name 'a-name-that-is-too-long-by-far' must be a DNS label (a-z, 0-9 and '-', 1 to 20 characters, starting with a "
        + "letter); try 'a-name-that-is-too-l'")]
    [InlineData("hcloud", "cluster.name", "\"7\"",
        "cluster.name '7' must be a DNS label (a-z, 0-9 and '-', 1 to 20 characters, starting with a letter); try 'main'")]
    [InlineData("hcloud", "tenants[1].name", "\"Acme!\"",
        "tenants[1].name 'Acme!' must be a DNS label (a-z, 0-9 and '-', 1 to 30 characters, starting with a letter); try 'acme'")]
    [InlineData("hcloud", "tenants[1].name", "\"-\"",
        "tenants[1].name '-' must be a DNS label (a-z, 0-9 and '-', 1 to 30 characters, starting with a letter); try 'tenant-a-2'")]
    [InlineData("hcloud", "tenants[1].name", "\"control-plane-1\"",
        "tenants[1].name 'control-plane-1' must not start with 'control-plane', as the control plane's nodes do; try 't-control-plane-1'")]
    [InlineData("hcloud", "tenants[1].name", "\"kube-system\"",
        "tenants[1].name 'kube-system' must not be the name of one of the cluster's own namespaces; try 't-kube-system'")]
    [InlineData("hcloud", "tenants[1].name", "\"default\"",
        "tenants[1].name 'default' must not be the name of one of the cluster's own namespaces; try 't-default'")]
    public void A_wrong_name_is_refused(string provider, string path, string? json, params string[] problems) =>
        Assert.Equal(problems, SettingsText.Base(provider).With(path, json).Problems());
}
