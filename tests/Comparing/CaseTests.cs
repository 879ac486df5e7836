using Infra.Comparing;
using Infra.Tests.Settings;
using Xunit;

namespace Infra.Tests.Comparing;

/// <summary>Situations of users in which a change looked harmless: the danger is named, with what to do.</summary>
public sealed class CaseTests
{
    [SharedFact]
    public void Another_ingress_controller() => AssertDanger(
        "02-other-ingress-controller", "tenants[1].ingress", "\"nginx\"",
        "ingress-switched", "blog.example.net isn't served", "traefik-blog");

    [SharedFact]
    public void A_server_type_with_a_smaller_disk()
    {
        AssertDanger("03-smaller-server-type", "tenants[0].serverType", "\"cpx22\"", "server-type-refused", "disk of 40 GB", "rebuild");
        AssertDanger("03-smaller-server-type", "tenants[0].serverType", "\"cax11\"", "server-type-refused", "arm64", "rebuild");
    }

    [SharedFact]
    public void Another_private_range_of_three_servers() => AssertDanger(
        "07-private-range-of-three-servers", "cluster.network.range", "\"10.0.0.0/16\"",
        "control-plane-readdressed", "members lose each other", "docs/operations.md");

    [SharedFact]
    public void From_a_staging_authority_to_the_trusted_one() => AssertDanger(
        "08-from-staging-to-trusted", "cluster.certificates.issuer", "\"letsencrypt-staging\"",
        "certificates-kept", "browsers go on refusing", "From staging to trusted certificates");

    /// <summary>Each file is the new state; the old one is another in one place.</summary>
    private static void AssertDanger(string name, string path, string before, string danger, params string[] said)
    {
        var (old, current) = (SharedCase.Read(name).With(path, before), SharedCase.Read(name));
        var comparison = PlanComparer.Compare(Change.Plan(old), Change.Plan(current));
        var messages = comparison.Dangers.Where(found => found.Rule.Name == danger).Select(found => found.Message).ToList();
        Assert.NotEmpty(messages);
        Assert.All(said, text => Assert.Contains(messages, message => message.Contains(text, StringComparison.Ordinal)));
    }
}
