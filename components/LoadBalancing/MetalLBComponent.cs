using Infra.Components.K3s;
using Infra.Components.Kubernetes;
using Infra.Components.Machines;
using Pulumi;
using Pulumi.Command.Remote;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using CustomObject = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Components.LoadBalancing;

/// <summary>The load balancer of a cluster.</summary>
public sealed class MetalLBArgs : ResourceArgs
{
    /// <summary>The control plane of the cluster.</summary>
    public required ControlPlaneComponent ControlPlane { get; init; }

    /// <summary>Peering with routers; null announces addresses on layer 2.</summary>
    public BgpPeering? Bgp { get; init; }
}

/// <summary>MetalLB. What depends on this component waits until MetalLB takes pools.</summary>
public sealed class MetalLBComponent : ComponentResource
{
    /// <summary>Seconds that the webhook may take to answer, once the chart is ready.</summary>
    private const string WebhookLimit = "180";

    /// <summary>Registers namespace, chart, the wait for the webhook and the peers.</summary>
    public MetalLBComponent(string name, MetalLBArgs args, ComponentResourceOptions? options = null)
        : base("infra:components:MetalLB", name, args, options)
    {
        var ns = new Namespace(name, new NamespaceArgs
        {
            Metadata = new ObjectMetaArgs
            {
                Name = Announcements.Namespace,
                // Speakers send ARP answers and use the host's network.
                Labels = { { PodSecurity.EnforceKey, "privileged" } },
            },
        }, ObjectOptions.Of(this, args.ControlPlane));
        var release = new Release(name, new ReleaseArgs
        {
            Name = "metallb",
            Chart = HelmCharts.MetalLB.Name,
            Version = HelmCharts.MetalLB.Version,
            RepositoryOpts = new RepositoryOptsArgs { Repo = HelmCharts.MetalLB.Repository },
            Namespace = ns.Metadata.OrUnknown().Apply(metadata => metadata.Name),
            Values = MetalLBValues.Build(bgp: args.Bgp is not null),
        }, ObjectOptions.Of(this, args.ControlPlane));
        var waiting = RemoteCommand.Arguments(
            args.ControlPlane.EntryServer.Connection,
            Output.Create(RemoteScript.Of("wait-for-metallb.sh", ("READY_LIMIT", WebhookLimit))));
        waiting.Triggers = new object[] { HelmCharts.MetalLB.Version, args.ControlPlane.EntryServer.Identity };
        Ready = new Command(
            $"{name}-webhook", waiting, ObjectOptions.Of(this, args.ControlPlane, release, args.ControlPlane.EntryServer.Scripts));

        for (var i = 0; i < args.Bgp?.Peers.Length; i++)
            CreatePeer($"{name}-peer-{i + 1}", args.Bgp.Asn, args.Bgp.Peers[i], ObjectOptions.Of(this, args.ControlPlane, Ready));
        RegisterOutputs();
    }

    /// <summary>Done when MetalLB takes pools and advertisements; the chart alone is done too early.</summary>
    public Resource Ready { get; }

    private void CreatePeer(string name, long asn, BgpRouter router, CustomResourceOptions options) =>
        _ = new CustomObject(name, new CustomObjectArgs(Announcements.PeerApiVersion, "BGPPeer")
        {
            Metadata = new ObjectMetaArgs { Name = name, Namespace = Announcements.Namespace },
            Spec = Announcements.Peer(asn, router),
        }, options);
}
