using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Tests.Settings;
using Xunit;

namespace Infra.Tests.Planning;

/// <summary>What a plan says that must be known beyond the settings.</summary>
public sealed class HintTests
{
    private const string RockyHint =
        "The image rocky-9 must bring nftables, curl, iproute2, kmod, iptables and something that keeps the time, unless it is a Debian or "
        + "an Ubuntu: 'up' installs them by apt alone, and stops on new servers otherwise. Make a snapshot that has them, and write its "
        + "number as cluster.image.";

    [Theory]
    [InlineData("rocky-9")]
    [InlineData("fedora-42")]
    [InlineData("opensuse-15")]
    [InlineData("alma-9")]
    [InlineData("centos-stream-9")]
    [InlineData("114690387")]
    public void An_image_that_may_have_no_apt_has_a_note_of_what_it_must_bring(string image) =>
        Assert.Contains(RockyHint.Replace("rocky-9", image, StringComparison.Ordinal), Hints(("cluster.image", $"\"{image}\"")));

    [Theory]
    [InlineData("debian-13")]
    [InlineData("ubuntu-24.04")]
    public void An_image_with_apt_has_none(string image) =>
        Assert.DoesNotContain(Hints(("cluster.image", $"\"{image}\"")), hint => hint.StartsWith("The image ", StringComparison.Ordinal));

    [SharedFact]
    public void The_case_of_an_image_without_apt_has_the_note() =>
        Assert.Contains(RockyHint, Hints(SharedCase.Read("17-image-without-apt")));

    [Fact]
    public void A_server_type_that_isnt_sold_in_its_location_has_a_note_and_no_other()
    {
        var hints = Hints(
            ("cluster.location", "\"ash\""), ("cluster.controlPlane.serverType", "\"cpx31\""), ("tenants[0].serverType", "\"cpx99\""));
        Assert.Equal(
            [
                "Server type cpx12 in ash: the price list has it for fsn1, hel1, nbg1 and sin (2026-09-04 and later). Whether it is sold "
                + "there, Hetzner says: 'hcloud server-type describe cpx12'.",
                "Server type cpx99 in ash: the price list lacks it (2026-09-04 and later). Whether it is sold there, Hetzner says: "
                + "'hcloud server-type describe cpx99'.",
            ],
            hints.Where(hint => hint.StartsWith("Server type ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_wildcard_gets_no_certificate_and_the_plan_says_so()
    {
        const string hint = "Certificates come for each name by itself, never for *.b.example.com: Ingresses name the hosts below.";
        Assert.Contains(hint, Hints());
        // What signs itself asks nobody.
        Assert.DoesNotContain(hint, Hints(("cluster.certificates", """{ "issuer": "self-signed" }""")));
        Assert.DoesNotContain(
            Hints(("tenants[1].domains", "[\"b.example.com\"]")), text => text.Contains("never for", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_many_wildcards_three_are_named() => Assert.Contains(
        "Certificates come for each name by itself, never for *.t0.example.com, *.t1.example.com, *.t2.example.com and 2 more like it: "
        + "Ingresses name the hosts below.",
        Hints(SettingsText.Many(5)));

    [Fact]
    public void People_whose_addresses_nobody_listed_reach_the_API_with_the_administrators_alone()
    {
        const string hint = "The people in access.groups and access.users of tenant-a, tenant-b reach the API from administrators' "
            + "addresses alone: list their own in access.cidrs.";
        (string, string) provider = ("cluster.oidc", """{ "issuer": "https://login.example.com", "audiences": ["kubernetes"] }""");
        (string, string) groups = ("tenants[0].access", """{ "groups": ["developers"] }""");
        (string, string) users = ("tenants[1].access", """{ "users": ["anna"] }""");
        (string, string) reachable = ("tenants[0].access", """{ "groups": ["developers"], "cidrs": ["198.51.100.0/24"] }""");
        Assert.Contains(hint, Hints(provider, groups, users));
        Assert.DoesNotContain(Hints(provider, reachable), text => text.Contains("access.cidrs", StringComparison.Ordinal));
        Assert.DoesNotContain(
            Hints(provider, groups, ("cluster.controlPlane.openToTheWorld", "true")),
            text => text.Contains("access.cidrs", StringComparison.Ordinal));
    }

    [SharedFact]
    public void The_case_of_a_wildcard_has_the_note() => Assert.Contains(
        "Certificates come for each name by itself, never for *.shop.example.net: Ingresses name the hosts below.",
        Hints(SharedCase.Read("09-wildcard-domain")));

    private static ImmutableArray<string> Hints(params (string Path, string Json)[] changes) =>
        Hints(changes.Aggregate(SettingsText.Hcloud(), (settings, change) => settings.With(change.Path, change.Json)));

    private static ImmutableArray<string> Hints(JsonObject settings) => Infra.Planning.Hints.Of(settings.Load());
}
