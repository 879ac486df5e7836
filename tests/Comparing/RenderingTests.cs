using System.Text.Json.Nodes;
using Infra.Comparing;
using Infra.Planning;
using Infra.Rendering;
using Infra.Tests.Planning;
using Infra.Tests.Settings;
using Spectre.Console;
using Xunit;

namespace Infra.Tests.Comparing;

/// <summary>What people read of a change, for the changes that there are most.</summary>
public sealed class RenderingTests
{
    private static readonly Dictionary<string, Action<JsonObject>> Changes = new()
    {
        ["tenant-added"] = settings => settings.With(
            "tenants[+]", """{ "name": "tenant-c", "serverType": "cpx12", "domains": ["c.example.com"] }"""),
        ["tenant-removed"] = settings => settings["tenants"]!.AsArray().RemoveAt(1),
        ["server-type-changed"] = settings => settings.With("tenants[0].serverType", "\"cpx32\""),
        ["k3s-upgraded"] = settings => settings.With("cluster.k3sVersion", "\"v1.36.5+k3s1\""),
        ["controller-switched"] = settings => settings.With("tenants[0].ingress", "\"nginx\""),
        ["domain-changed"] = settings => settings.With("tenants[0].domains", """["shop.example.com"]"""),
        ["access-changed"] = settings => settings.With("cluster.administrators.cidrs", """["198.51.100.0/24"]"""),
        ["location-changed"] = settings => settings.With("tenants[0].location", "\"hel1\""),
    };

    public static TheoryData<string> Names => [.. Changes.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_change_is_told_as_it_was_reviewed(string change)
    {
        var comparison = Change.Of(SettingsText.Hcloud(), Changes[change]);
        var report = Change.Report(comparison, "address-released");
        Snapshot.Matches($"{change}.txt", Text(report));
        Snapshot.Matches($"{change}.md", ComparisonMarkdown.Render(report));
    }

    [Fact]
    public void A_program_reads_the_change_as_it_was_reviewed() => Snapshot.Matches(
        "location-changed.json",
        ComparisonDocument.Render(Change.Report(Change.Of(SettingsText.Hcloud(), Changes["location-changed"]))));

    [Fact]
    public void Another_script_is_told_once_with_its_lines()
    {
        var plan = PlannedStack.Dev.Plan;
        var before = plan with { Scripts = plan.Scripts.SetItem("kubeconfig", plan.Scripts["kubeconfig"] + "echo old\n") };
        var text = Text(Change.Report(PlanComparer.Compare(before, plan)));
        Assert.Contains("  ~ kubeconfig.sh\n", text, StringComparison.Ordinal);
        Assert.Contains("  -   echo old\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_scripts_are_not_known_that_is_said()
    {
        var plan = PlannedStack.Dev.Plan;
        var comparison = PlanComparer.Compare(plan with { Scripts = plan.Scripts.Clear() }, plan);
        Assert.Contains("No scripts lie beside", Text(Change.Report(comparison)), StringComparison.Ordinal);
    }

    [Fact]
    public void However_much_changes_a_comment_takes_it()
    {
        var before = Change.Plan(SettingsText.Many(40));
        var much = new string('x', 500) + string.Concat(Enumerable.Repeat(" `@a` <b>", 20));
        var after = before with
        {
            Resources = [.. before.Resources.Select((resource, number) => resource.IsObject()
                ? resource with { Readable = new JsonObject { ["metadata"] = $"{much} {number}" } }
                : resource)],
        };
        var text = ComparisonMarkdown.Render(Change.Report(PlanComparer.Compare(before, after)));
        Assert.InRange(text.Length, ComparisonMarkdown.Longest / 2, ComparisonMarkdown.Longest);
        Assert.Contains("more parts don't fit here", text, StringComparison.Ordinal);
        Assert.Contains("checks", text[^600..], StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_accepts_every_danger_by_name_is_left_with_none()
    {
        var comparison = Change.Of(SettingsText.Hcloud(), Changes["tenant-removed"]);
        Assert.False(Change.Report(comparison).IsFine);
        var names = comparison.Dangers.Select(danger => danger.Rule.Name).Distinct().ToArray();
        Assert.True(Change.Report(comparison, names).IsFine);
        Assert.All(names, name => Assert.False(Change.Report(comparison, [.. names.Except([name])]).IsFine));
        Assert.Equal(["k3s-downgraded"], Change.Report(comparison, "k3s-downgraded").Needless);
    }

    private static string Text(ComparisonReport report)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        ComparisonConsole.Print(console, report);
        return writer.ToString().ReplaceLineEndings("\n");
    }
}
