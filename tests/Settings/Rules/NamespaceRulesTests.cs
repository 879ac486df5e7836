using Xunit;

namespace Infra.Tests.Settings.Rules;

public sealed class NamespaceRulesTests
{
    [Theory]
    [InlineData("[\"staging\", { \"name\": \"review\", \"share\": 10 }]")]
    [InlineData("[{ \"name\": \"staging\" }]")]
    [InlineData("[]")]
    public void Words_and_shares_are_accepted(string namespaces) =>
        Assert.Empty(SettingsText.Hcloud().With("tenants[0].namespaces", namespaces).Problems());

    [Fact]
    public void A_namespace_that_is_another_tenants_first_is_refused()
    {
        var settings = SettingsText.Hcloud().With("tenants[0].name", "\"acme\"").With("tenants[1].name", "\"acme-staging\"")
            .With("tenants[0].namespaces", "[\"staging\"]");
        Assert.Equal(
            "tenants[0].namespaces[0] 'staging' makes the namespace tenant-acme-staging, which tenants[1] has, too; choose another word",
            Assert.Single(settings.Problems()));
    }

    [Fact]
    public void A_namespace_that_another_tenants_words_make_is_refused()
    {
        var settings = SettingsText.Hcloud().With("tenants[0].name", "\"a\"").With("tenants[1].name", "\"a-b\"")
            .With("tenants[0].namespaces", "[\"b-c\"]").With("tenants[1].namespaces", "[\"c\"]");
        Assert.Contains("makes the namespace tenant-a-b-c, which tenants[0].namespaces[0] has, too", Assert.Single(settings.Problems()),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_twice_is_refused() => Assert.Contains(
        "makes the namespace tenant-tenant-a-staging",
        Assert.Single(SettingsText.Hcloud().With("tenants[0].namespaces", "[\"staging\", \"staging\"]").Problems()),
        StringComparison.Ordinal);

    [Fact]
    public void The_longest_names_make_a_valid_label()
    {
        var settings = SettingsText.Hcloud().With("tenants[0].name", $"\"{new string('a', 30)}\"")
            .With("tenants[0].namespaces", $"[\"{new string('b', 20)}\"]");
        Assert.Empty(settings.Problems());
        Assert.True($"tenant-{new string('a', 30)}-{new string('b', 20)}".Length <= 63);
        settings.With("tenants[0].namespaces", $"[\"{new string('b', 21)}\"]");
        Assert.Contains("1 to 20 characters", Assert.Single(settings.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void Shares_that_leave_less_than_a_tenth_are_refused() => Assert.Equal(
        "tenants[0].namespaces have shares of 91 percent together, and 90 is the most; lower some of them",
        Assert.Single(SettingsText.Hcloud()
            .With("tenants[0].namespaces", """[{ "name": "a", "share": 60 }, { "name": "b", "share": 31 }]""").Problems()));

    [Fact]
    public void Shares_that_leave_no_room_for_the_ingress_controller_are_refused()
    {
        var settings = SettingsText.Hcloud().With("tenants[0].namespaces", """[{ "name": "a", "share": 90 }]""");
        Assert.Empty(settings.Problems());
        settings.With("tenants[0].ingress", "\"nginx\"");
        Assert.Equal(
            "tenants[0].namespaces leave 103Mi of quota.memory to the first namespace, where the ingress controller takes 128Mi; "
            + "lower their shares, or raise quota.memory",
            Assert.Single(settings.Problems()));
    }

    [Theory]
    [InlineData("ghcr.io")]
    [InlineData("ghcr.io/acme/web")]
    [InlineData("docker.io/library")]
    [InlineData("registry.example.com:5000/team")]
    [InlineData("localhost/team")]
    [InlineData("registry:5000")]
    public void Registries_and_paths_in_them_are_accepted(string registry) =>
        Assert.Empty(SettingsText.Hcloud().With("tenants[0].registries", $"[\"{registry}\"]").Problems());

    [Theory]
    [InlineData("https://ghcr.io/acme/", "try 'ghcr.io/acme'")]
    [InlineData("GHCR.io/acme", "try 'ghcr.io/acme'")]
    [InlineData("library", "try 'docker.io/library'")]
    [InlineData("acme/web", "try 'docker.io/acme/web'")]
    [InlineData("ghcr.io/acme/web:1.0", "try 'ghcr.io/acme/web'")]
    [InlineData("ghcr.io/acme/*", "try 'ghcr.io/acme'")]
    [InlineData("index.docker.io/acme", "try 'docker.io/acme'")]
    [InlineData("ghcr.io/../evil", "write it like ghcr.io or ghcr.io/acme")]
    public void Other_texts_are_refused_with_what_was_meant(string registry, string fix) => Assert.EndsWith(
        fix, Assert.Single(SettingsText.Hcloud().With("tenants[0].registries", $"[\"{registry}\"]").Problems()),
        StringComparison.Ordinal);
}
