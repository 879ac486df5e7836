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
        ServerTypeRefused.Rule,
        IngressSwitched.Rule,
        AddressChanged.Rule,
        AddressReleased.Rule,
        CertificatesKept.Rule,
        DataLost.Rule,
        ProtectedRemoved.Rule,
        ProtectionLifted.Rule,
        K3sVersions.Downgraded,
        K3sVersions.MinorSkipped,
        GuardRemoved.Rule,
    ];

    /// <summary>What is dangerous about a change.</summary>
    public static ImmutableArray<Danger> Find(PlanComparison comparison) =>
    [
        .. All.SelectMany(rule => rule.Find(comparison).Select(found => new Danger(rule, found.Resource, found.Message))),
    ];
}
