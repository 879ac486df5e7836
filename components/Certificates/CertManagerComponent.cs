using Infra.Components.K3s;
using Infra.Components.Kubernetes;
using Pulumi;
using Pulumi.Kubernetes.Helm.V3;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Components.Certificates;

/// <summary>The certificate manager of a cluster.</summary>
public sealed class CertManagerArgs : ResourceArgs
{
    /// <summary>The control plane of the cluster.</summary>
    public required ControlPlaneComponent ControlPlane { get; init; }
}

/// <summary>cert-manager. What depends on this component waits until its webhook answers: the chart's own check sees to that.</summary>
public sealed class CertManagerComponent : ComponentResource
{
    /// <summary>The namespace that cert-manager runs in.</summary>
    public const string Namespace = "cert-manager";

    /// <summary>Registers namespace, network policy and chart.</summary>
    public CertManagerComponent(string name, CertManagerArgs args, ComponentResourceOptions? options = null)
        : base("infra:components:CertManager", name, args, options)
    {
        var ns = new Pulumi.Kubernetes.Core.V1.Namespace(name, new NamespaceArgs
        {
            Metadata = new ObjectMetaArgs { Name = Namespace, Labels = { { PodSecurity.EnforceKey, "restricted" } } },
        }, ObjectOptions.Of(this, args.ControlPlane));
        var nsName = ns.Metadata.OrUnknown().Apply(metadata => metadata.Name);
        var egress = new NetworkPolicy($"{name}-egress", new NetworkPolicyArgs
        {
            Metadata = new ObjectMetaArgs { Name = "egress", Namespace = nsName },
            Spec = CertManagerNetworkPolicy.Build(args.ControlPlane),
        }, ObjectOptions.Of(this, args.ControlPlane));
        Ready = new Release(name, new ReleaseArgs
        {
            Name = "cert-manager",
            Chart = HelmCharts.CertManager.Name,
            Version = HelmCharts.CertManager.Version,
            RepositoryOpts = new RepositoryOptsArgs { Repo = HelmCharts.CertManager.Repository },
            Namespace = nsName,
            Values = CertManagerValues.Build(),
            // No pod asks anything before it is told whom it may ask.
        }, ObjectOptions.Of(this, args.ControlPlane, egress));
        RegisterOutputs();
    }

    /// <summary>Done when cert-manager takes issuers.</summary>
    public Resource Ready { get; }
}
