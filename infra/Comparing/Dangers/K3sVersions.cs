using System.Text.RegularExpressions;
using Infra.Components.Grammars;
using Infra.Components.K3s;
using Infra.Planning;

namespace Infra.Comparing.Dangers;

/// <summary>Versions that a running cluster can't be brought to.</summary>
internal static partial class K3sVersions
{
    public static DangerRule Downgraded { get; } = new(
        ChangeDanger.K3sDowngraded,
        "K3s gets an older version: it doesn't start with what a newer one wrote.",
        comparison => Find(comparison, (from, to) => Compare(to, from) < 0));

    public static DangerRule MinorSkipped { get; } = new(
        ChangeDanger.K3sMinorSkipped,
        "K3s skips a minor version: Kubernetes is upgraded one by one.",
        comparison => Find(comparison, (from, to) => to.Major == from.Major && to.Minor > from.Minor + 1));

    private static IEnumerable<Found> Find(PlanComparison comparison, Func<K3sVersion, K3sVersion, bool> isDanger) =>
        from change in comparison.OfType(PlanQueries.Command)
        where change is { Before: not null, After: not null } && change.Resource.Name.EndsWith("-k3s", StringComparison.Ordinal)
        let versions = (From: Version(change.Before!), To: Version(change.After!))
        where versions is { From: not null, To: not null } && isDanger(versions.From.Value, versions.To.Value)
        select new Found(change.Resource, $"goes from {versions.From} to {versions.To}");

    private static int Compare(K3sVersion one, K3sVersion other) => (one.Major, one.Minor, one.Patch, one.Release)
        .CompareTo((other.Major, other.Minor, other.Patch, other.Release));

    private static K3sVersion? Version(PlannedResource command) =>
        Parameter().Match(command.Text("create") ?? "") is { Success: true } match
        && K3sVersion.TryParse(match.Groups[1].Value, out var version)
            ? version
            : null;

    [GeneratedRegex(" VERSION='([^']+)'")]
    private static partial Regex Parameter();
}
