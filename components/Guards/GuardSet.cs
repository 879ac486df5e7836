using System.Collections.Immutable;
using Infra.Components.K3s;

namespace Infra.Components.Guards;

/// <summary>All guards of a cluster: one set for every tenant.</summary>
public static class GuardSet
{
    /// <summary>The first minor version of Kubernetes that has MutatingAdmissionPolicy among its stable resources.</summary>
    private const int FirstMutatingMinor = 36;

    /// <summary>The guards of a cluster. Before Kubernetes 1.36 none adds what is missing: tenants write it themselves.</summary>
    /// <param name="version">The cluster's version.</param>
    public static IEnumerable<Guard> Of(K3sVersion version) =>
        All.Where(guard => guard is not MutatingGuard || AddsWhatIsMissing(version));

    /// <summary>
    /// Whether a cluster's guards write what a tenant's objects lack: node selector, toleration, annotation, that there are no node ports.
    /// </summary>
    /// <param name="version">The cluster's version.</param>
    public static bool AddsWhatIsMissing(K3sVersion version) => version is { Major: > 1 } or { Minor: >= FirstMutatingMinor };

    /// <summary>All guards.</summary>
    public static ImmutableArray<Guard> All { get; } =
    [
        PodPlacement.OfPods,
        PodPlacement.OfDaemonSets,
        Pods.Guard,
        PodBindings.Guard,
        TerminationPeriods.Guard,
        Images.Guard,
        ControllerIdentity.Guard,
        ControllerAccess.Guard,
        AccountTokens.Guard,
        NodePorts.Guard,
        Services.Guard,
        ReportedStatus.Guard,
        PodAddresses.Guard,
        Endpoints.Guard,
        ChallengesInPlace.Guard,
        Ingresses.Guard,
        IngressAnnotations.Guard,
        Certificates.Guard,
        CertificateSteps.Guard,
        Issuers.Guard,
        NetworkPolicies.Guard,
        PlatformObjects.Guard,
        Finalizers.Guard,
        NamespaceOwner.Guard,
        NodeRegistration.Guard,
        NodeIdentity.Guard,
        NodeAddresses.Guard,
        SharedAgent.Guard,
        KubeletObjects.Guard,
        NodeEvents.Guard,
    ];
}
