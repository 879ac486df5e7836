using System.Collections.Immutable;

namespace Infra.Components.Guards;

/// <summary>All guards of a cluster: one set for every tenant.</summary>
public static class GuardSet
{
    /// <summary>The guards.</summary>
    public static ImmutableArray<Guard> All { get; } =
    [
        PodPlacement.OfPods,
        PodPlacement.OfDaemonSets,
        Pods.Guard,
        PodBindings.Guard,
        ControllerIdentity.Guard,
        Services.Guard,
        Endpoints.Guard,
        ChallengesInPlace.Guard,
        Ingresses.Guard,
        Certificates.Guard,
        CertificateSteps.Guard,
        NetworkPolicies.Guard,
        PlatformObjects.Guard,
        NodeRegistration.Guard,
        NodeIdentity.Guard,
        SharedAgent.Guard,
    ];
}
