using System.Collections.Immutable;
using Infra.Verifying.Isolation;
using Infra.Verifying.Platform;
using Infra.Verifying.Traffic;

namespace Infra.Verifying;

/// <summary>All that is checked of a live cluster.</summary>
public static class LiveCheckList
{
    /// <summary>The checks that are always made, in the order in which they are reported.</summary>
    public static ImmutableArray<LiveCheck> All { get; } =
    [
        VersionCheck.Check,
        NodeCheck.Check,
        StrayNamespaceCheck.Check,
        WorkloadCheck.Check,
        LoadBalancerCheck.Check,
        SpeakerCheck.Check,
        ServiceAddressCheck.Check,
        AnnouncementCheck.Check,
        ControllerCheck.Check,
        CertificateCheck.Check,
        AuthorityCheck.Check,
        ObjectCheck.Check,
        OpenPolicyCheck.Check,
        .. HonestWorkChecks.All,
        WarningCheck.Check,
        .. PodSecurityChecks.All,
        .. PlacementChecks.All,
        NodeSharingCheck.Check,
        ImageCheck.Check,
        .. ServiceChecks.All,
        ReportedStatusCheck.Check,
        .. IngressChecks.All,
        IssuerCheck.Check,
        .. NetworkChecks.All,
        NamespaceOwnerCheck.Check,
        .. PlatformObjectChecks.All,
        ControllerAccessCheck.Check,
        .. LifetimeChecks.All,
        .. QuotaChecks.All,
        .. RightsChecks.All,
        .. CapturedNodeChecks.All,
        .. KubeletChecks.All,
    ];

    /// <summary>The checks that send traffic, which are made when that is asked for.</summary>
    public static ImmutableArray<LiveCheck> Traffic { get; } = [OutsideChecks.Own, OutsideChecks.Neighbour, InsideCheck.Check];
}
