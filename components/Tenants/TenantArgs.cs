using System.Collections.Immutable;
using Infra.Components.Access;
using Infra.Components.Certificates;
using Infra.Components.Guards;
using Infra.Components.Ingress;
using Infra.Components.K3s;
using Infra.Components.LoadBalancing;
using Infra.Components.Machines;
using Pulumi;

namespace Infra.Components.Tenants;

/// <summary>One tenant: what it is, and the cluster that it joins.</summary>
public sealed class TenantArgs : ResourceArgs
{
    /// <summary>DNS label of 1 to 30 characters, unique in the cluster; part of the name of everything that is the tenant's.</summary>
    public required string Name { get; init; }

    /// <summary>The machine that becomes the tenant's node; no other tenant's pod runs there.</summary>
    public required MachineArgs Machine { get; init; }

    /// <summary>The control plane that the node joins. Give the component its Kubernetes provider too.</summary>
    public required ControlPlaneComponent ControlPlane { get; init; }

    /// <summary>The guards, which admit the tenant's node and all that is written into its namespaces.</summary>
    public required GuardsComponent Guards { get; init; }

    /// <summary>Host names that the tenant may serve; <c>*.</c> in front stands for all names one level below. Default none.</summary>
    public ImmutableArray<string> Domains { get; init; } = [];

    /// <summary>The load balancer.</summary>
    public required MetalLBComponent LoadBalancer { get; init; }

    /// <summary>How the address is announced. Default: on layer 2.</summary>
    public AnnouncementMode Announcement { get; init; } = AnnouncementMode.Layer2;

    /// <summary>cert-manager.</summary>
    public required CertManagerComponent CertManager { get; init; }

    /// <summary>The roles that ingress controllers are bound to.</summary>
    public required IngressRolesComponent IngressRoles { get; init; }

    /// <summary>The ingress controller. Default <see cref="IngressControllers.Default"/>.</summary>
    public IngressController Ingress { get; init; } = IngressControllers.Default;

    /// <summary>Whether the ingress controller sends requests over HTTP on to HTTPS. Default true.</summary>
    public bool RedirectToHttps { get; init; } = true;

    /// <summary>Whether the tenant is served at an IPv6 address; the cluster must be dual-stack then. Default false.</summary>
    public bool Ipv6 { get; init; }

    /// <summary>Who signs the tenant's certificates.</summary>
    public required CertificateAuthority CertificateAuthority { get; init; }

    /// <summary>Contact for the tenant's ACME account; required unless certificates sign themselves.</summary>
    public string? CertificateEmail { get; init; }

    /// <summary>The role that tenants are bound to, and the namespace of their accounts.</summary>
    public required AccessComponent Access { get; init; }

    /// <summary>Who else has the tenant's access. Default: nobody.</summary>
    public TenantPeople People { get; init; } = new();

    /// <summary>Text that names the account's token; a new one makes a new token and ends the old one. Default <c>1</c>.</summary>
    public string Token { get; init; } = TenantAccess.DefaultToken;

    /// <summary>What the tenant may use, in all its namespaces together.</summary>
    public TenantQuota Quota { get; init; } = new();

    /// <summary>Namespaces beside the first, which get their shares of the quota. Default none.</summary>
    public ImmutableArray<FurtherNamespace> Namespaces { get; init; } = [];

    /// <summary>Where the images of the tenant's pods may come from: registries, or paths in them. Default none: from anywhere.</summary>
    public ImmutableArray<string> Registries { get; init; } = [];

    /// <summary>Pods that the node's kubelet runs at most, 10 to 250. Default 110.</summary>
    public int KubeletMaxPods { get; init; } = AgentConfiguration.DefaultMaxPods;

    /// <summary>Extra labels for namespaces and node. Default none.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
