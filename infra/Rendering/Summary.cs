using System.Collections.Immutable;
using System.Globalization;
using Infra.Checks;
using Infra.Costing;
using Infra.Planning;
using Infra.Timing;
using Spectre.Console;

namespace Infra.Rendering;

/// <summary>The plan for people: a tree of components, tables of servers, tenants and cost, the time, and what checks found.</summary>
internal static class Summary
{
    /// <summary>More components of one type, or findings of one check, than this are summed up.</summary>
    private const int Shown = 12;

    private const int RedirectedWidth = 140;

    private const string AnyServerMayGo =
        "Any one of the servers may be lost: agents go on with the others by themselves, administrators with another context.";

    private const string ThisServerMayNotGo =
        "While the one server is away, ingresses serve on, but cluster DNS and changes wait for it. Three servers survive the loss of any.";

    /// <summary>A console that prints the same to a file or pipe on every machine.</summary>
    public static IAnsiConsole Console()
    {
        if (!System.Console.IsOutputRedirected)
            return AnsiConsole.Console;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(System.Console.Out),
        });
        console.Profile.Width = RedirectedWidth;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    /// <summary>Prints the plan, what it costs, how long it takes, and what its checks found.</summary>
    public static void Print(IAnsiConsole console, Plan plan, ImmutableArray<CheckResult> results, StepTimes times)
    {
        console.Write(ComponentTree(plan));
        console.WriteLine();
        console.Write(ServerTable(plan.Servers));
        console.WriteLine(plan.Servers.Length > 1 ? AnyServerMayGo : ThisServerMayNotGo);
        if (plan.Tenants.Length > 0)
            console.Write(TenantTable(plan.Tenants));
        var cost = PlanCost.Of(plan);
        if (CostText.Table(cost) is { } table)
            console.Write(table);
        foreach (var line in CostText.Lines(cost))
            console.WriteLine(line);
        console.WriteLine(TimeText.Line("A first deployment", DeploymentTime.OfFirst(plan, times)));
        foreach (var hint in plan.Hints)
            console.WriteLine(hint);
        console.WriteLine("Addresses in 240.0.0.0/4 are stand-ins: a deployment brings the real ones. Memory in MiB.");
        console.WriteLine(FormattableString.Invariant(
            $"{plan.Resources.Length} resources and the stack itself, which Pulumi counts, too; {plan.Tenants.Length} tenants."));
        // Each in one line, however long, for those who search.
        foreach (var line in ResultLines(results))
            console.Profile.Out.Writer.WriteLine(line);
    }

    /// <summary>What checks found, a line each, for those who search.</summary>
    internal static IEnumerable<string> ResultLines(ImmutableArray<CheckResult> results)
    {
        var failed = results.Where(result => !result.Passed).ToList();
        if (failed.Count == 0)
            return [FormattableString.Invariant($"{results.Length} checks passed.")];
        return failed
            .SelectMany(result => result.Findings.Take(Shown).Select(finding => Line(result.Check, finding)).Concat(Rest(result)))
            .Append(FormattableString.Invariant($"{failed.Count} of {results.Length} checks failed."));
    }

    private static string Line(Check check, Finding finding) =>
        $"{check.Id}: {ShortType(finding.Resource.Type)} {finding.Resource.Name} {finding.Problem}: {finding.Fix}.";

    private static string[] Rest(CheckResult result) => result.Findings.Length > Shown
        ? [FormattableString.Invariant($"{result.Check.Id}: … and {result.Findings.Length - Shown} more")]
        : [];

    private static Tree ComponentTree(Plan plan)
    {
        var children = plan.Resources.ToLookup(resource => resource.Parent);
        var known = plan.Resources.Select(resource => resource.Urn).ToHashSet(StringComparer.Ordinal);
        var tree = new Tree(Markup.Escape($"{plan.Project} {plan.Stack}")) { Guide = TreeGuide.Line };
        AddAll(tree, plan.Resources.Where(resource => !known.Contains(resource.Parent)), children);
        return tree;
    }

    private static void AddAll(IHasTreeNodes parent, IEnumerable<PlannedResource> resources, ILookup<string, PlannedResource> children)
    {
        var byType = resources.GroupBy(resource => (resource.IsComponent, resource.Type))
            .OrderBy(group => group.Key.Type, StringComparer.Ordinal)
            .ToLookup(group => group.Key.IsComponent);
        if (byType[false].Any())
            parent.AddNode(Markup.Escape(string.Join(", ", byType[false].Select(Counted).Order(StringComparer.Ordinal))));
        foreach (var group in byType[true])
        {
            foreach (var component in group.OrderBy(component => component.Name, StringComparer.Ordinal).Take(Shown))
                AddAll(parent.AddNode(Title(component)), children[component.Urn], children);
            if (group.Count() > Shown)
                parent.AddNode(Markup.Escape($"… and {group.Count() - Shown} more of type {ShortType(group.Key.Type)}"));
        }
    }

    private static string Counted(IGrouping<(bool IsComponent, string Type), PlannedResource> group) =>
        group.Count() == 1 ? ShortType(group.Key.Type) : $"{ShortType(group.Key.Type)} ×{group.Count()}";

    private static string Title(PlannedResource component) =>
        $"[bold]{Markup.Escape(component.Name)}[/] [dim]{Markup.Escape(ShortType(component.Type))}[/]";

    private static string ShortType(string type) => type[(type.LastIndexOf(':') + 1)..];

    private static Table ServerTable(ImmutableArray<PlannedServer> servers)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in new[] { "Server", "Address", "Context", "Role" })
            table.AddColumn(column);
        foreach (var server in servers)
        {
            table.AddRow(
                Markup.Escape(server.Name), Markup.Escape(server.Address), Markup.Escape(server.Context), server.IsEntry ? "entry" : "");
        }

        return table;
    }

    private static Table TenantTable(ImmutableArray<PlannedTenant> tenants)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in new[] { "Tenant", "Node", "Address", "Domains", "Ingress" })
            table.AddColumn(column);
        table.AddColumn(new TableColumn("Reserved").RightAligned());
        table.AddColumn(new TableColumn("Left").RightAligned());
        foreach (var tenant in tenants)
        {
            table.AddRow(
                Markup.Escape(tenant.Name),
                Markup.Escape(tenant.Node),
                Markup.Escape(tenant.Address),
                Markup.Escape(tenant.Domains.IsEmpty ? "-" : string.Join(", ", tenant.Domains)),
                tenant.Ingress,
                tenant.MemoryReservedMi.ToString(CultureInfo.InvariantCulture),
                tenant.MemoryLeftMi?.ToString(CultureInfo.InvariantCulture) ?? "unknown");
        }

        return table;
    }
}
