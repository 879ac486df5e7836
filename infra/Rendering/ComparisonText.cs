using System.Collections.Immutable;
using Infra.Comparing;
using Infra.Comparing.Dangers;
using Infra.Planning;

namespace Infra.Rendering;

/// <summary>The sentences of a comparison that text and Markdown share.</summary>
internal static class ComparisonText
{
    /// <summary>More dangers of one kind, resources of one danger, or tenants than this are counted.</summary>
    private const int Shown = 12;

    /// <summary>What is compared with what.</summary>
    public static string Heading(ComparisonReport report, Func<string, string> quoted) =>
        $"{quoted($"{report.Comparison.After.Project} {report.Comparison.After.Stack}")} against {quoted(report.Against)}";

    /// <summary>How many resources what happens to.</summary>
    public static string Counts(PlanComparison comparison)
    {
        if (comparison.IsEmpty)
            return "Nothing changes.";
        var kinds = new[]
        {
            (ChangeKind.Added, "added"), (ChangeKind.Changed, "changed"), (ChangeKind.Replaced, "replaced"), (ChangeKind.Moved, "moved"),
            (ChangeKind.Removed, "removed"),
        };
        var counts = string.Join(", ", kinds.Select(kind => (Count: comparison.Count(kind.Item1), Word: kind.Item2))
            .Where(kind => kind.Count > 0).Select(kind => FormattableString.Invariant($"{kind.Count} {kind.Word}")));
        var stay = comparison.After.Resources.Length - comparison.Changes.Count(change => change.After is not null);
        return $"{(counts.Length == 0 ? "0 changed" : counts)}; {stay} stay.";
    }

    /// <summary>Who notices it outside of the cluster, a line for each thing that happens to them.</summary>
    public static IEnumerable<string> Affected(PlanComparison comparison) => Comparing.Affected.By(comparison)
        .Select(affected => $"{affected.What}: {string.Join(", ", Limited(affected.Who))}");

    /// <summary>What the settings ask for and the deployment leaves as it is, a sentence for each wish.</summary>
    public static IEnumerable<string> Ignored(PlanComparison comparison) => comparison.Ignored
        .GroupBy(wish => (wish.Input, wish.Kept, wish.Wished))
        .Select(alike => $"'up' ignores {alike.Key.Input} {alike.Key.Wished}: "
            + $"{string.Join(", ", Limited([.. alike.Select(wish => wish.Resource.Name)]))} "
            + $"{(alike.Count() == 1 ? "keeps" : "keep")} {alike.Key.Kept} until another machine is built; new machines have the new one.");

    /// <summary>Another version of K3s, in one line with its order; none where there isn't one.</summary>
    public static IEnumerable<string> Upgrade(PlanComparison comparison) => comparison.Upgrade is { } upgrade
        ? [$"K3s {upgrade.From} → {upgrade.To} on {string.Join(", then ", Limited([.. upgrade.Order.Select(Together)]))}."]
        : [];

    /// <summary>What takes the time of a deployment.</summary>
    public const string Subject = "The change";

    /// <summary>What the change costs, and how long it takes, a sentence each.</summary>
    public static IEnumerable<string> CostAndTime(ComparisonReport report) => report.Comparison.Changes.IsEmpty
        ? []
        : [.. Cost(report), TimeText.Line(Subject, report.Time)];

    /// <summary>What the change costs, in a sentence; none where nothing has a price.</summary>
    public static IEnumerable<string> Cost(ComparisonReport report) => report.Cost is { } cost ? [CostText.Line(cost)] : [];

    /// <summary>A section's title.</summary>
    public static string Title(Section section, PlanComparison comparison) => section switch
    {
        { Part: { } part } => part,
        { Tenants: [var tenant] } => $"tenant {tenant}",
        { Tenants: var many } when many.Length > Shown && many.Length == comparison.After.Tenants.Length =>
            FormattableString.Invariant($"all {many.Length} tenants alike"),
        _ => FormattableString.Invariant($"{section.Tenants.Length} tenants alike: {string.Join(", ", Limited(section.Tenants))}"),
    };

    /// <summary>What is to be known of a tenant that comes or goes, or whose row in the plan's table is another.</summary>
    public static string? About(Section section, PlanComparison comparison)
    {
        if (section.Tenants is not [var name])
            return null;
        var (before, after) = (Find(comparison.Before, name), Find(comparison.After, name));
        return (before, after) switch
        {
            (null, { } come) => $"new: {comparison.StandIns.In(Row(come))}",
            ({ } gone, null) => $"gone: {comparison.StandIns.In(Row(gone))}",
            _ => null,
        };
    }

    /// <summary>
    /// Dangers by their rules, a line each; what happens to several resources alike is one, and lines in excess are counted.
    /// </summary>
    public static IEnumerable<(DangerRule Rule, ImmutableArray<string> Lines)> ByRule(IEnumerable<Danger> dangers) => dangers
        .GroupBy(danger => danger.Rule)
        .Select(group => (group.Key, Limited(
            [
                .. group.GroupBy(danger => (Type: danger.Subject is null ? danger.Resource.Type : null, danger.Message))
                    .Select(alike => Line([.. alike])),
            ])));

    /// <summary>What the checks found in the second plan, a line each.</summary>
    public static IEnumerable<string> Checks(ComparisonReport report) => Summary.ResultLines(report.Results);

    private static string Line(ImmutableArray<Danger> alike)
    {
        var names = string.Join(", ", Limited([.. alike.Select(danger => danger.Subject ?? danger.Resource.Name)]));
        var type = alike[0].Subject is null ? $"{ChangeLines.ShortType(alike[0].Resource.Type)} " : "";
        return $"{type}{names}{(alike.Length == 1 ? "" : ":")} {alike[0].Message}";
    }

    private static string Together(ImmutableArray<string> nodes) => nodes.Length == 1
        ? nodes[0]
        : $"{string.Join(", ", Limited(nodes))} at the same time";

    private static ImmutableArray<string> Limited(ImmutableArray<string> lines) => lines.Length <= Shown
        ? lines
        : [.. lines.Take(Shown), FormattableString.Invariant($"… and {lines.Length - Shown} more")];

    private static PlannedTenant? Find(Plan plan, string name) => plan.Tenants.FirstOrDefault(tenant => tenant.Name == name);

    private static string Row(PlannedTenant tenant) =>
        $"node {tenant.Node}, address {tenant.Address}, "
        + $"{(tenant.Domains.IsEmpty ? "no domains" : string.Join(", ", tenant.Domains))}, {tenant.Ingress}";
}
