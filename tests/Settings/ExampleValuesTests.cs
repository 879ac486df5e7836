using Infra.Stacks.Settings;
using Xunit;

namespace Infra.Tests.Settings;

public sealed class ExampleValuesTests
{
    [Theory]
    [InlineData("example.com")]
    [InlineData("*.shop.example.org")]
    [InlineData("platform@example.net")]
    [InlineData("https://login.example.com/realms/main")]
    [InlineData("https://mirror.EXAMPLE.com:8443")]
    public void A_name_that_is_nobodys_is_found_wherever_it_stands(string value) => Assert.Equal(
        $"cluster.any.thing[0] '{value}' is an example, a name that is nobody's; write one of yours",
        Assert.Single(Of($$"""{ "any": { "thing": ["{{value}}"] } }""")).ToString());

    [Theory]
    [InlineData("example.com.de")]
    [InlineData("myexample.com")]
    [InlineData("example-com")]
    [InlineData("example.company")]
    public void A_name_that_only_looks_like_it_is_somebodys(string value) =>
        Assert.Empty(Of($$"""{ "endpoint": "{{value}}", "labels": { "example.com/team": "retail" } }"""));

    [Theory]
    [InlineData("192.0.2.0/24", true)]
    [InlineData("198.51.100.7/32", true)]
    [InlineData("203.0.113.128/25", true)]
    [InlineData("2001:db8:5::/48", true)]
    [InlineData("203.0.112.0/23", false)]
    [InlineData("198.18.0.0/15", false)]
    [InlineData("0.0.0.0/0", false)]
    public void A_range_for_documentation_is_nobodys_where_administrators_come_from(string range, bool found) => Assert.Equal(
        found ? ["cluster.administrators.cidrs[0]"] : [],
        Of($$"""{ "administrators": { "cidrs": ["{{range}}"] } }""").Select(problem => problem.Path));

    [Fact]
    public void A_key_is_looked_at_for_the_examples_comment_alone()
    {
        const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEMIdG5kNvgwdAW7fgKe6DWx4VnB8i0dtY/GojZTEh0U";

        Assert.Single(Of($$"""{ "administrators": { "sshPublicKeys": ["{{Key}} replace-me@example.com"] } }"""));
        Assert.Empty(Of($$"""{ "administrators": { "sshPublicKeys": ["{{Key}} anna@example.com", "{{Key}}"] } }"""));
    }

    private static IEnumerable<SettingsProblem> Of(string cluster) =>
        ExampleValues.Of(new Dictionary<string, string> { ["infra:cluster"] = cluster, ["infra:tenants"] = "[]" });
}
