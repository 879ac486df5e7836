using System.Collections.Immutable;

namespace Infra.Comparing.Dangers;

/// <summary>All that is told first of a change, and that somebody has to accept.</summary>
public static class DangerList
{
    /// <summary>The rules, in the order in which dangers are told.</summary>
    public static ImmutableArray<DangerRule> All { get; } =
    [
        NodeReplaced.Rule,
        NodeDrained.Rule,
        ControlPlaneAtOnce.Rule,
        ControlPlaneReaddressed.Rule,
        NetworkSwitched.Rule,
        K3sRefused.Rule,
        ServerTypeRefused.Rule,
        IngressSwitched.Rule,
        Outage.Rule,
        AddressChanged.Rule,
        AddressReleased.Rule,
        DomainMoved.Rule,
        DomainUnserved.Rule,
        CertificatesKept.Rule,
        PeopleLockedOut.Rule,
        DataLost.Rule,
        ProtectedRemoved.Rule,
        ProtectionLifted.Rule,
        K3sVersions.Downgraded,
        K3sVersions.MinorSkipped,
        GuardRemoved.Rule,
    ];

    /// <summary>What is dangerous about a change.</summary>
    public static ImmutableArray<Danger> Find(PlanComparison comparison)
    {
        var domains = new DomainsOf(comparison);
        return [.. All.SelectMany(rule => rule.Find(comparison).Select(found => Danger(rule, found, domains, comparison.StandIns)))];
    }

    private static Danger Danger(DangerRule rule, Found found, DomainsOf domains, StandIns standIns) =>
        new(rule, found.Resource, standIns.In(found.Message))
        {
            Subject = found.Subject,
            Affected = rule.Affects is null ? [] : found.Affected.IsDefault ? domains.Owner(found.Resource) : found.Affected,
        };
}
