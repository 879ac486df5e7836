using System.Collections.Immutable;
using Infra.Components.Kubernetes;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Components.Ingress;

/// <summary>All that differs between one ingress controller and another. <see cref="IngressControllers"/> lists them.</summary>
public sealed record IngressController
{
    /// <summary>Its word in the settings, and part of the names of its classes and roles: a short DNS label.</summary>
    public required string Word { get; init; }

    /// <summary>The chart.</summary>
    public required HelmChart Chart { get; init; }

    /// <summary>Name of the Helm release.</summary>
    public required string Release { get; init; }

    /// <summary>Name of the Deployment that the chart makes; its pods' names begin with it.</summary>
    public required string Deployment { get; init; }

    /// <summary>What the keys of the annotations begin with that it alone reads.</summary>
    public required ImmutableArray<string> AnnotationPrefixes { get; init; }

    /// <summary>What the controller calls itself in an IngressClass; fixed in its code.</summary>
    public required string ClassController { get; init; }

    /// <summary>The value of <c>app.kubernetes.io/name</c> on its pods.</summary>
    public required string PodName { get; init; }

    /// <summary>Port on which its pods take HTTP.</summary>
    public required int HttpPort { get; init; }

    /// <summary>Port on which its pods take HTTPS.</summary>
    public required int HttpsPort { get; init; }

    /// <summary>Memory that its pod asks for, in MiB.</summary>
    public required int MemoryMi { get; init; }

    /// <summary>What it may do in its tenant's namespace, beside what every controller may (<see cref="IngressRolesComponent"/>).</summary>
    public required ImmutableArray<AccessRule> NamespaceRules { get; init; }

    /// <summary>All that it may see of the cluster.</summary>
    public required ImmutableArray<AccessRule> ClusterRules { get; init; }

    /// <summary>The chart's values for a tenant: one pod, which takes the old one's place when it is replaced.</summary>
    public required Func<IngressSpecification, Values> Values { get; init; }

    /// <summary>
    /// Whether Ingresses need the annotation by which cert-manager answers challenges in them, as the controller serves the older alone of
    /// two Ingresses with one host. Default false.
    /// </summary>
    public bool NeedsEditInPlace { get; init; }

    /// <summary>What else must be known to deploy it; a sentence each. Default none.</summary>
    public ImmutableArray<string> Hints { get; init; } = [];

    /// <summary>Its pods, as network policies select them.</summary>
    internal LabelSelectorArgs PodSelector => new() { MatchLabels = { { "app.kubernetes.io/name", PodName } } };

    /// <summary>The two ports of its pods, as network policies name them.</summary>
    internal NetworkPolicyPortArgs[] Ports => [NetworkPorts.Tcp(HttpPort), NetworkPorts.Tcp(HttpsPort)];

    /// <summary>Its word.</summary>
    public override string ToString() => Word;
}
