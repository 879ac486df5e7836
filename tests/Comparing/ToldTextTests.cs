using System.Text.Json.Nodes;
using Infra.Comparing;
using Infra.Rendering;
using Infra.Tests.Settings;
using Infra.Timing;
using Xunit;

namespace Infra.Tests.Comparing;

/// <summary>How a change is said: in words of people, the same in text, Markdown and JSON, and with times that hold.</summary>
public sealed class ToldTextTests
{
    private const string AnotherKey =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2q5kqGkYyJ0m9q1o0y3pV7b1n8hXw5u4t3s2r1q0pO bob@desk";

    [Fact]
    public void Another_version_of_K3s_is_one_line_with_its_order()
    {
        var report = Of(Servers(3), settings => settings.With("cluster.k3sVersion", "\"v1.36.5+k3s1\""));
        var line = Assert.Single(ComparisonText.Upgrade(report.Comparison));
        Assert.Equal(
            "K3s v1.36.4+k3s1 → v1.36.5+k3s1 on main-control-plane-1, then main-control-plane-2, then main-control-plane-3, then "
            + "main-tenant-a, main-tenant-b at the same time.",
            line);
        Assert.Empty(Section.Told(report.Comparison));
        Assert.DoesNotContain("https://", ComparisonMarkdown.Render(report), StringComparison.Ordinal);
        var order = Json(report)["k3s"]!["order"]!.AsArray();
        Assert.Equal(4, order.Count);
    }

    [Fact]
    public void What_changes_beside_the_version_is_still_told()
    {
        var report = Of(Servers(1), settings => settings
            .With("cluster.k3sVersion", "\"v1.36.5+k3s1\"").With("tenants[0].kubeletMaxPods", "120"));
        var section = Assert.Single(Section.Told(report.Comparison));
        Assert.Equal("main-tenant-a-k3s", Assert.Single(section.Changes).Name);
    }

    [Fact]
    public void A_key_is_told_by_whose_it_is()
    {
        var report = Of(Servers(1), settings => settings.With(
            "cluster.administrators.sshPublicKeys", $"""["{SettingsText.Key}", "{AnotherKey}"]"""));
        var lines = Section.Told(report.Comparison).SelectMany(ChangeLines.Of).Select(line => line.Text).ToList();
        Assert.Contains(lines, line => line.Trim() == "create: key of bob@desk added");
        Assert.DoesNotContain(lines, line => line.Contains("ssh-ed25519", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cluster.controlPlane.serverType", "cpx32", "serverType")]
    [InlineData("cluster.image", "ubuntu-24.04", "image")]
    public void A_wish_that_is_ignored_is_said_everywhere_and_costs_nothing(string path, string value, string input)
    {
        var report = Of(Servers(3), settings => settings.With(path, $"\"{value}\""));
        Assert.True(report.Comparison.IsEmpty);
        var said = Assert.Single(ComparisonText.Ignored(report.Comparison));
        Assert.StartsWith($"'up' ignores {input} {value}: control-plane-1", said, StringComparison.Ordinal);
        Assert.Contains($"'up' ignores {input}", ComparisonMarkdown.Render(report), StringComparison.Ordinal);
        Assert.Contains(Json(report)["ignored"]!.AsArray(), wish => wish!["wished"]!.GetValue<string>() == value);
        Assert.Empty(report.Cost!.Parts);
    }

    [Fact]
    public void A_type_that_is_refused_changes_no_cost()
    {
        var report = Of(Servers(1), settings => settings.With("tenants[0].serverType", "\"cax11\""));
        Assert.Empty(report.Cost!.Parts);
        Assert.Equal(0, report.Time.Seconds);
    }

    [Fact]
    public void Whom_it_affects_stands_in_text_Markdown_and_JSON()
    {
        var report = Of(Servers(1), settings => settings.With("tenants[0].address", "\"floating\""));
        Assert.Equal("DNS must follow: a.example.com", Assert.Single(ComparisonText.Affected(report.Comparison)));
        Assert.Contains("DNS must follow: a.example.com", ComparisonMarkdown.Render(report), StringComparison.Ordinal);
        var affected = Assert.Single(Json(report)["affected"]!.AsArray())!;
        Assert.Equal("a.example.com", Assert.Single(affected["who"]!.AsArray())!.GetValue<string>());
        Assert.DoesNotContain(report.Comparison.Dangers, danger => danger.Subject is null && danger.Rule.Name == "address-changed");
    }

    [Fact]
    public void Two_hundred_tenants_take_minutes_of_Pulumis_own_time()
    {
        var plan = Change.Plan(SettingsText.Many(200).With("cluster.network", "\"public\"")
            .With("cluster.controlPlane.openToTheWorld", "true"));
        var time = DeploymentTime.OfFirst(plan, StepTimes.Default);
        Assert.Equal(plan.Resources.Count(resource => !resource.IsComponent), time.Resources);
        // A resource each 0.05 to 0.1 s, one after the other.
        Assert.InRange(time.Engine, time.Resources * 0.05m, time.Resources * 0.1m);
        Assert.True(time.Whole > time.Seconds + 240);
    }

    [Fact]
    public void A_removal_takes_its_drain()
    {
        var report = Of(Servers(1), settings => settings["tenants"]!.AsArray().RemoveAt(0));
        Assert.InRange(report.Time.Seconds, 120, 150);
        Assert.Contains(report.Time.Chain, step => step is { Step: "drain", Seconds: 120 });
    }

    [Fact]
    public void A_server_that_is_off_is_off_as_long_everywhere()
    {
        var report = Of(Servers(1), settings => settings.With("tenants[0].serverType", "\"cpx32\""));
        Assert.Equal(90, report.Time.Seconds);
        Assert.Contains("some 90 s", Assert.Single(report.Comparison.Dangers).Message, StringComparison.Ordinal);
        var lines = Section.Told(report.Comparison).SelectMany(ChangeLines.Of);
        Assert.Contains(lines, line => line.Text.EndsWith("is powered off meanwhile, for some 90 s", StringComparison.Ordinal));
    }

    private static ComparisonReport Of(JsonObject settings, Action<JsonObject> change) => Change.Report(Change.Of(settings, change));

    private static JsonNode Json(ComparisonReport report) => JsonNode.Parse(ComparisonDocument.Render(report))!;

    private static JsonObject Servers(int count) =>
        SettingsText.Hcloud().With("cluster.controlPlane.count", count == 1 ? "1" : "3");
}
