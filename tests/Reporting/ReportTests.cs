using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using CsCheck;
using Infra.Checks;
using Infra.Planning;
using Infra.Rendering;
using Infra.Reporting;
using Infra.Tests.Comparing;
using Infra.Tests.Planning;
using Infra.Tests.Settings;
using Xunit;

namespace Infra.Tests.Reporting;

public sealed partial class ReportTests
{
    [Theory, EveryStack]
    public void Every_tenant_has_a_page_with_everything_that_is_its_own(PlannedStack stack)
    {
        var pages = Pages(Parse(Render(stack.Plan)));
        Assert.All(stack.Plan.Tenants, tenant =>
        {
            var page = pages[$"tenant-{tenant.Name}"];
            var cells = page.Descendants("tr").Select(row => string.Join('|', row.Elements().Take(2).Select(cell => cell.Value))).ToList();
            Assert.All(stack.Plan.Family(tenant.Name), resource => Assert.Single(cells, $"{resource.Name}|{resource.Type}"));
            var facts = page.Descendants("dd").Select(fact => fact.Value).ToList();
            var namespaces = stack.Plan.Family(tenant.Name).Where(resource => resource.Type == "kubernetes:core/v1:Namespace");
            string[] expected =
                [tenant.Address, tenant.Node, tenant.Ingress, .. tenant.Domains, .. namespaces.Select(PlanQueries.ObjectName)];
            Assert.Superset(expected.ToHashSet(), facts.ToHashSet());
        });
    }

    [Theory, EveryStack]
    public void Each_resource_stands_in_one_place_and_each_link_leads_to_one(PlannedStack stack)
    {
        var document = Parse(Render(stack.Plan));
        var ids = document.Descendants().Attributes("id").Select(id => id.Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.Equal(stack.Plan.Resources.Length, ids.Count(id => id.StartsWith("resource-", StringComparison.Ordinal)));
        var links = document.Descendants("a").Attributes("href").Select(link => link.Value).Distinct().ToList();
        Assert.NotEmpty(links);
        Assert.Empty(links.Except(ids.Select(id => $"#{id}")));
    }

    [Theory, EveryStack]
    public void Nothing_is_loaded_and_nothing_runs_but_what_the_policy_names_by_its_hash(PlannedStack stack)
    {
        var document = Parse(Render(stack.Plan));
        var policy = document.Descendants("meta")
            .Single(meta => meta.Attribute("http-equiv")?.Value == "Content-Security-Policy").Attribute("content")!.Value;
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.All(["style", "script"], name =>
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(document.Descendants(name).Single().Value));
            Assert.Contains($"{name}-src 'sha256-{Convert.ToBase64String(hash)}'", policy, StringComparison.Ordinal);
        });
        string[] loading = ["src", "srcset", "data", "action", "style", "poster", "background"];
        Assert.DoesNotContain(document.Descendants().Attributes(), attribute => loading.Contains(attribute.Name.LocalName)
            || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(document.Descendants().Attributes("href"), link => Assert.StartsWith("#", link.Value, StringComparison.Ordinal));
        Assert.DoesNotMatch(LoadingStyle(), document.Descendants("style").Single().Value);
    }

    [Theory, EveryStack]
    public void Each_rule_of_a_firewall_or_network_policy_is_a_row_of_who_may_reach_whom(PlannedStack stack)
    {
        var rules = stack.Plan.OfType("hcloud:index/firewall:Firewall").Sum(firewall => firewall.Inputs["rules"]!.AsArray().Count)
            + stack.Plan.Objects("NetworkPolicy").Sum(policy => new[] { "ingress", "egress" }
                .Sum(direction => policy.At("spec", direction)?.AsArray().Count ?? 0));
        var rows = Pages(Parse(Render(stack.Plan)))["reach"].Descendants("tbody").Single().Elements("tr").ToList();
        Assert.Equal(rows.Select(row => row.Value).Distinct(), rows.Select(row => row.Value));
        // A tenant's only namespace reaches itself by two rules that read the same.
        var twice = stack.Plan.Objects("NetworkPolicy").Count(policy => policy.Name.EndsWith("-allow", StringComparison.Ordinal));
        Assert.InRange(rows.Count, rules - twice, rules);
        Assert.All(rows, row => Assert.All(row.Elements(), cell => Assert.NotEmpty(cell.Value)));
    }

    [Theory, EveryStack]
    public void It_holds_no_secret(PlannedStack stack) =>
        Assert.DoesNotContain("PRIVATE KEY", Render(stack.Plan), StringComparison.Ordinal);

    [Fact]
    public void Every_check_is_told_and_what_it_found_stands_with_the_tenant_it_concerns()
    {
        var plan = PlannedStack.Dev.Plan;
        var resource = plan.Named("kubernetes:core/v1:Namespace", "tenant-b");
        var results = CheckList.Run(plan).SetItem(0, new CheckResult(
            CheckList.Run(plan)[0].Check, [new Finding(resource, "lacks what it needs", "give it")]));
        var pages = Pages(Parse(Report.Render(plan, results, [])));
        var told = pages["checks"].Descendants("tr").Select(row => (row.Elements().First().Value, row.Elements().Last().Value)).ToList();
        Assert.All(results, result => Assert.Contains((result.Check.Id, result.Passed ? "passed" : "failed"), told));
        Assert.Contains("lacks what it needs", pages["checks"].Value, StringComparison.Ordinal);
        Assert.Contains("lacks what it needs", pages["tenant-tenant-b"].Value, StringComparison.Ordinal);
        Assert.DoesNotContain("lacks what it needs", pages["tenant-tenant-a"].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_other_commands_add_has_a_page_and_a_place_on_the_tenants_pages()
    {
        var part = new ReportPart("cost", "What it costs", [Html.Tag("p", "in all")])
        {
            ByTenant = ImmutableDictionary<string, ImmutableArray<XElement>>.Empty.Add("tenant-a", [Html.Tag("p", "for one")]),
        };
        var plan = PlannedStack.Dev.Plan;
        var document = Parse(Report.Render(plan, CheckList.Run(plan), [part]));
        var pages = Pages(document);
        Assert.Contains("in all", pages["cost"].Value, StringComparison.Ordinal);
        Assert.Contains("for one", pages["tenant-tenant-a"].Value, StringComparison.Ordinal);
        Assert.DoesNotContain("for one", pages["tenant-tenant-b"].Value, StringComparison.Ordinal);
        Assert.Contains("#cost", document.Descendants("nav").Descendants("a").Attributes("href").Select(link => link.Value));
    }

    [Fact]
    public void A_change_has_a_page_and_stands_with_the_tenants_whom_it_concerns()
    {
        var report = Change.Report(Change.Of(SettingsText.Hcloud(), settings => settings.With("tenants[0].location", "\"hel1\"")));
        var plan = report.Comparison.After;
        var files = PlanFiles.Render(plan, report.Results, report.Times, report);
        var pages = Pages(Parse(files[PlanFiles.ReportHtml]));
        Assert.Contains("data-lost", pages["change"].Value, StringComparison.Ordinal);
        Assert.Contains("main against main (0123456789)", pages["change"].Value, StringComparison.Ordinal);
        Assert.Contains("hel1", pages["tenant-tenant-a"].Descendants("pre").First().Value, StringComparison.Ordinal);
        Assert.DoesNotContain("What changes", pages["tenant-tenant-b"].Value, StringComparison.Ordinal);
        Assert.DoesNotContain("change", Pages(Parse(Render(plan))).Keys);
    }

    [Fact]
    public void Hostile_text_stays_text()
    {
        var harmless = Parse(Render(With("harmless"))).Descendants().Select(element => element.Name.LocalName).ToList();
        Gen.OneOf(Gen.String, Gen.Const("</pre><script>alert(1)</script>"), Gen.Const("\" onload='x' &amp; ]]> <!-- \u0000\uD800"))
            .Sample(text => Hold(text, harmless), iter: 20);
    }

    [Fact]
    public void Its_size_grows_with_the_number_of_tenants_alone()
    {
        var sizes = new[] { 50, 100, 200 }.Select(count =>
            (double)Render(Many(count).Plan).Length).ToList();
        var perTenant = (sizes[1] - sizes[0]) / 50;
        Assert.InRange((sizes[2] - sizes[1]) / 100, perTenant * 0.9, perTenant * 1.1);
        Assert.InRange(sizes[2], 0, 10_000_000);
    }

    [Fact]
    public void The_drawing_is_as_it_was_reviewed() => Snapshot.Matches(
        "topology.svg", Parse(Render(PlannedStack.Dev.Plan)).Descendants("svg").Last().ToString().ReplaceLineEndings("\n") + "\n");

    /// <summary>A stack of so many tenants, of which a private network and firewalls with a rule for each node would take fewer.</summary>
    internal static PlannedStack Many(int tenants) => PlannedStack.Of("many", SettingsText.Many(tenants)
        .With("cluster.network", "\"public\"").With("cluster.controlPlane.openToTheWorld", "true"));

    private static void Hold(string text, List<string> harmless)
    {
        var document = Parse(Render(With(text)));
        Assert.Equal(harmless, document.Descendants().Select(element => element.Name.LocalName));
        var shown = Pages(document)["tenant-tenant-a"].Descendants("dd").Select(fact => fact.Value).ToList();
        var expected = string.Concat(text.EnumerateRunes()
            .Select(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString()));
        Assert.Contains(Lines(expected), shown.Select(Lines));

        static string Lines(string value) => value.ReplaceLineEndings("\n");
    }

    /// <summary>A plan in which a text stands wherever one can.</summary>
    private static Plan With(string text)
    {
        var plan = PlannedStack.Dev.Plan;
        var tenant = plan.Tenants[0] with { Address = text, Node = text, Ingress = text, Domains = [text, "example.com"] };
        return plan with
        {
            Tenants = plan.Tenants.SetItem(0, tenant),
            Servers = plan.Servers.SetItem(0, plan.Servers[0] with { Context = text }),
            Hints = [text],
            Resources =
            [
                .. plan.Resources.Select(resource => resource.Name == "tenant-a-class"
                    ? resource with { Readable = new JsonObject { ["spec"] = string.Concat(text.EnumerateRunes()) } }
                    : resource),
            ],
        };
    }

    // The checks of other plans are the same, and find nothing either.
    private static readonly Lazy<ImmutableArray<CheckResult>> Passed = new(() => CheckList.Run(PlannedStack.Dev.Plan));

    private static string Render(Plan plan) => Report.Render(plan, Passed.Value, []);

    private static XDocument Parse(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
    }

    private static Dictionary<string, XElement> Pages(XDocument document) => document.Descendants("main").Single().Elements()
        .ToDictionary(page => page.Attribute("id")!.Value, StringComparer.Ordinal);

    [GeneratedRegex(@"url\(|@import|expression|image-set", RegexOptions.IgnoreCase)]
    private static partial Regex LoadingStyle();
}
