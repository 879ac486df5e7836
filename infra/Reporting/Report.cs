using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Infra.Checks;
using Infra.Planning;
using static Infra.Reporting.Html;

namespace Infra.Reporting;

/// <summary>
/// <c>report.html</c>: a plan for those who review it, in one file that loads nothing. Without scripts everything can be read and reached;
/// with them tables sort and filter.
/// </summary>
public static class Report
{
    private const string TopologyId = "topology";

    private static readonly string Style = Resource("report.css");
    private static readonly string Script = Resource("report.js");

    /// <summary>The file's text. The same plan gives the same text.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="results">What its checks found.</param>
    /// <param name="parts">What else there is to tell, such as a change or costs; each gets a page, in this order.</param>
    public static string Render(Plan plan, ImmutableArray<CheckResult> results, ImmutableArray<ReportPart> parts)
    {
        var title = $"Plan of {plan.Project} {plan.Stack}";
        // Their texts are the program's own, and of neither has a character that HTML or XML reads as its own: a test holds that.
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8" />
            <meta http-equiv="Content-Security-Policy" content="{Policy()}" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="light dark" />
            {Text(Tag("title", title))}
            <style>{Style}</style>
            <script>{Script}</script>
            </head>
            {Text(Body(title, plan, results, parts))}
            </html>

            """;
    }

    private static string Policy() =>
        $"default-src 'none'; style-src '{Hash(Style)}'; script-src '{Hash(Script)}'; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static XElement Body(string title, Plan plan, ImmutableArray<CheckResult> results, ImmutableArray<ReportPart> parts)
    {
        var inventory = new Inventory(plan);
        var reaches = Reach.Of(plan);
        var resources = new ResourceTable(plan);
        IEnumerable<ReportPart> pages =
        [
            new("overview", "Overview", [.. Overview(plan, results, parts, inventory, reaches)]),
            .. parts,
            new("checks", "Checks", [.. ChecksPage.Content(results, resources)]),
            new("reach", "Who may reach whom", [.. ReachPage.Content(plan, reaches, resources)]),
            new("shared", "Shared parts",
            [
                Tag("p", "What no tenant owns."),
                resources.Of("Resources of the platform", plan.Resources.Where(resource => inventory.OwnerOf(resource) is null)),
            ]),
            new("texts", "Long texts",
            [
                Tag("p", "Texts that several resources have; their inputs link here."),
                .. resources.SharedTexts(),
            ]),
        ];
        var tenants = plan.Tenants.Select(tenant => new ReportPart(
            TenantPage.Id(tenant.Name),
            $"Tenant {tenant.Name}",
            [.. TenantPage.Content(tenant, inventory, reaches, results, parts, resources)]));
        return Tag(
            "body",
            Tag("header", Tag("h1", title), Tag(
                "nav", Has("aria-label", "Pages"), Tag("ul", pages.Select(page => Tag("li", Link(page.Id, page.Title)))))),
            Tag("main", pages.Concat(tenants).Select(Page)));
    }

    private static XElement Page(ReportPart page) => Tag(
        "section",
        Has("id", page.Id),
        Class("page"),
        Has("aria-labelledby", $"{page.Id}-title"),
        Tag("h2", Has("id", $"{page.Id}-title"), Has("tabindex", "-1"), page.Title),
        page.Content);

    private static IEnumerable<XElement> Overview(
        Plan plan,
        ImmutableArray<CheckResult> results,
        ImmutableArray<ReportPart> parts,
        Inventory inventory,
        ImmutableArray<Reach> reaches)
    {
        yield return Tag(
            "p",
            FormattableString.Invariant(
                $"Servers of the control plane: {plan.Servers.Length}. Tenants: {plan.Tenants.Length} ("),
            Link(TopologyId, "drawn below"),
            FormattableString.Invariant($"). Resources: {plan.Resources.Length}. Checks: "),
            Link("checks", ChecksPage.Outcome(results)),
            ".");
        foreach (var part in parts.Where(part => part.Lead is not null))
            yield return Tag("p", Link(part.Id, part.Title), $": {part.Lead}");
        yield return Tag("p", "Addresses in 240.0.0.0/4 are stand-ins: a deployment brings the real ones. Memory is in MiB.");
        // Above the tables, which may be long.
        if (!plan.Hints.IsEmpty)
        {
            yield return Tag("h3", "Before a deployment");
            yield return Tag("ul", plan.Hints.Select(hint => Tag("li", hint)));
        }

        yield return ReportTable.Of(
            "Servers of the control plane",
            ["Server", "Address", "Context", "Role"],
            plan.Servers.Select(server => new object?[]
            {
                server.Name, server.Address, server.Context, server.IsEntry ? "entry" : "further",
            }));
        yield return ReportTable.Of(
            "Tenants",
            ["Tenant", "Address", "Node", "Domains", "Ingress", "Namespaces", "#Reserved", "#Left"],
            plan.Tenants.Select(tenant => new object?[]
            {
                Link(TenantPage.Id(tenant.Name), tenant.Name),
                tenant.Address,
                tenant.Node,
                tenant.Domains.IsEmpty ? ImmutableArray.Create("none") : tenant.Domains,
                tenant.Ingress,
                inventory.NamespacesOf(tenant),
                tenant.MemoryReservedMi.ToString(CultureInfo.InvariantCulture),
                tenant.MemoryLeftMi?.ToString(CultureInfo.InvariantCulture) ?? "unknown",
            }));
        yield return Tag("h3", Has("id", TopologyId), "Topology");
        yield return new Topology(inventory, reaches).Draw();
    }

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
