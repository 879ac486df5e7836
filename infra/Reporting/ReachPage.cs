using System.Collections.Immutable;
using System.Xml.Linq;
using Infra.Planning;
using static Infra.Reporting.Html;

namespace Infra.Reporting;

/// <summary>The page that says who may reach whom.</summary>
internal static class ReachPage
{
    private const string PrepareSuffix = "-prepare";

    private static readonly string[] Columns = ["From", "To", "Ports", "Rule"];

    /// <summary>What stands on it, below the title.</summary>
    public static IEnumerable<XElement> Content(Plan plan, ImmutableArray<Reach> reaches, ResourceTable resources)
    {
        yield return Tag(
            "p",
            "What no rule allows is refused: at the provider's firewalls, where it has some, on the nodes, and at the pods "
            + "of the tenants' namespaces.");
        yield return Table("Rules of the provider's firewalls and of network policies", reaches, resources);
        yield return Tag("h3", "On the nodes");
        yield return Tag(
            "p",
            "Each node also refuses by itself what these sets and chains of nftables don't accept. Nodes with the same share an entry.");
        foreach (var (group, index) in Tables(plan).Select((group, index) => (group, index)))
        {
            yield return Tag(
                "details",
                Tag("summary", Some([.. group])),
                Tag("p", string.Join(", ", group)),
                Tag("pre", group.Key));
        }
    }

    /// <summary>Rules as a table.</summary>
    public static XElement Table(string caption, IEnumerable<Reach> reaches, ResourceTable resources) => ReportTable.Of(
        caption,
        Columns,
        // What a policy allows both ways between the same is one.
        reaches.DistinctBy(reach => (string.Join('\n', reach.From), string.Join('\n', reach.To), reach.Ports, reach.Rule.Urn))
            .Select(reach => new object?[] { reach.From, reach.To, reach.Ports, resources.Link(reach.Rule) }));

    private static IEnumerable<IGrouping<string, string>> Tables(Plan plan) => plan.OfType(PlanQueries.Command)
        .Where(command => command.Name.EndsWith(PrepareSuffix, StringComparison.Ordinal) && command.Readable["stdin"] is not null)
        .GroupBy(
            command => command.Readable["stdin"]!.GetValue<string>(),
            command => command.Name[..^PrepareSuffix.Length],
            StringComparer.Ordinal);

    private static string Some(List<string> nodes) =>
        nodes.Count == 1 ? nodes[0] : FormattableString.Invariant($"{nodes[0]} and {nodes.Count - 1} more");
}
