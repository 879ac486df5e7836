using Infra.Components.Access;
using Infra.Components.Certificates;
using Infra.Components.Guards;
using Infra.Components.Ingress;
using Infra.Components.K3s;
using Infra.Components.Kubernetes;
using Infra.Components.LoadBalancing;
using Infra.Components.Machines;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Helm.V3;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Rbac.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;
using CustomObject = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Components.Tenants;

/// <summary>
/// Everything that is one tenant's: its node and address, the pool and announcement that bind the one to the other, its namespace with
/// quota and network policies, its ingress controller and class, its issuer with an ACME account of its own, and its access to the API.
/// </summary>
/// <example>
/// <code>
/// new TenantComponent("acme", new TenantArgs { Name = "acme", Machine = …, ControlPlane = … },
///     new ComponentResourceOptions { Provider = kubernetes });
/// </code>
/// </example>
public sealed class TenantComponent : ComponentResource
{
    /// <summary>Seconds until an ingress controller's pod must be ready and its Service have the address: mostly for the image.</summary>
    private const int ReadySeconds = 300;

    /// <summary>Revisions that Helm keeps of a release, each a Secret that counts in the tenant's quota; it goes back by one.</summary>
    private const int KeptRevisions = 3;

    private readonly TenantArgs _args;
    private readonly TenantNames _names;
    private readonly Resource _deletedWith;

    /// <summary>Registers the tenant's resources.</summary>
    /// <param name="name">Name of the component, prefix of its children's names; by custom the tenant's.</param>
    /// <param name="args">The tenant, and the cluster that it joins.</param>
    /// <param name="options">Options; the Kubernetes provider first of all.</param>
    public TenantComponent(string name, TenantArgs args, ComponentResourceOptions? options = null)
        : base("infra:components:Tenant", name, args, options)
    {
        _args = args;
        _names = new TenantNames(args.Name);
        _deletedWith = args.ControlPlane;

        var machine = args.Machine.Create($"{name}-node", new ComponentResourceOptions { Parent = this });
        var agent = new AgentComponent($"{name}-agent", new AgentArgs
        {
            Machine = machine,
            ControlPlane = args.ControlPlane,
            Tenant = args.Name,
            After = [args.Guards],
            Images = NodeImages.OfAgent(args.Ingress.Chart),
            KubeletMaxPods = args.KubeletMaxPods,
            Labels = args.Labels,
        }, new ComponentResourceOptions { Parent = this });

        var ns = CreateNamespace(name);
        var ingressClass = CreateIngressClass(name);
        Resource[] guards = [CreateParameter(name, ns), CreateQuota(name, ns), CreateLimits(name, ns), .. CreateNetworkPolicies(name, ns)];
        var announcement = CreateAnnouncement(name, machine, agent);
        var rights = CreateRights(name, ns);
        // Its Service stays pending without pool and announcement, and its pod is refused without the rest.
        CreateIngressController(name, ns, [agent.Registration, ingressClass, announcement, .. rights, .. guards]);
        CreateIssuer(name, ns);
        BindRole(name, ns);

        Machine = machine;
        Node = agent.NodeName;
        Address = machine.ServiceAddress;
        Namespace = NameOf(ns);
        Kubeconfig = CreateKubeconfig(CreateToken(name, CreateAccount(name)), Namespace);
        RegisterOutputs();
    }

    /// <summary>The machine that is the tenant's node.</summary>
    public IMachine Machine { get; }

    /// <summary>The tenant's node; known once it has joined and carries the tenant's label.</summary>
    [Output]
    public Output<string> Node { get; private set; }

    /// <summary>The public address that the tenant is served at.</summary>
    [Output]
    public Output<string> Address { get; private set; }

    /// <summary>The namespace for all that the tenant runs.</summary>
    [Output]
    public Output<string> Namespace { get; private set; }

    /// <summary>The tenant's own kubeconfig, for its namespace. A secret.</summary>
    [Output]
    public Output<string> Kubeconfig { get; private set; }

    private Namespace CreateNamespace(string name)
    {
        var labels = new InputMap<string>
        {
            { TenantLabels.OwnerKey, _args.Name },
            { PodSecurity.EnforceKey, "restricted" },
            { PodSecurity.WarnKey, "restricted" },
        };
        foreach (var (key, value) in _args.Labels)
            labels.Add(key, value);
        return new Namespace(name, new NamespaceArgs
        {
            Metadata = new ObjectMetaArgs { Name = _names.Namespace, Labels = labels },
        }, Child(_args.Guards));
    }

    private ConfigMap CreateParameter(string name, Namespace ns) => new($"{name}-parameter", new ConfigMapArgs
    {
        Metadata = Metadata(TenantParameter.Name, ns),
        Data = TenantParameter.Build(
            _args.Domains,
            _names.IngressClass(_args.Ingress),
            _names.Issuer,
            _names.Pool,
            editInPlace: _args.Ingress.NeedsEditInPlace,
            TenantNetworkPolicies.ClosedRanges(_args.ControlPlane)),
    }, Child());

    private ResourceQuota CreateQuota(string name, Namespace ns) => new($"{name}-quota", new ResourceQuotaArgs
    {
        Metadata = Metadata("tenant", ns, TenantLimits.ControllerShare(_args.Ingress)),
        Spec = TenantLimits.Quota(_args.Quota),
    }, Child());

    private LimitRange CreateLimits(string name, Namespace ns) => new($"{name}-limits", new LimitRangeArgs
    {
        Metadata = Metadata("tenant", ns),
        Spec = TenantLimits.Defaults(),
    }, Child());

    private IEnumerable<NetworkPolicy> CreateNetworkPolicies(string name, Namespace ns) =>
        TenantNetworkPolicies.Build(_args.Ingress, _args.ControlPlane)
            .Select(policy => new NetworkPolicy($"{name}-{policy.Name}", new NetworkPolicyArgs
            {
                Metadata = Metadata(policy.Name, ns),
                Spec = policy.Spec,
            }, Child()));

    private IngressClass CreateIngressClass(string name) => new($"{name}-class", new IngressClassArgs
    {
        // Never a default class: two defaults would refuse every Ingress that names none.
        Metadata = new ObjectMetaArgs { Name = _names.IngressClass(_args.Ingress), Labels = { { TenantLabels.OwnerKey, _args.Name } } },
        Spec = new IngressClassSpecArgs { Controller = _args.Ingress.ClassController },
    }, Child());

    private CustomObject CreateAnnouncement(string name, IMachine machine, AgentComponent agent)
    {
        var pool = new CustomObject($"{name}-pool", new CustomObjectArgs(Announcements.ApiVersion, "IPAddressPool")
        {
            Metadata = MetalLBMetadata(_names.Pool),
            Spec = Announcements.Pool(machine.ServiceAddress, _names.Namespace),
        }, Child(_args.LoadBalancer.Ready));
        var bgp = _args.Announcement == AnnouncementMode.Bgp;
        return new CustomObject($"{name}-{(bgp ? "bgp" : "l2")}",
            new CustomObjectArgs(Announcements.ApiVersion, bgp ? "BGPAdvertisement" : "L2Advertisement")
            {
                Metadata = MetalLBMetadata(bgp ? _names.BgpAdvertisement : _names.L2Advertisement),
                Spec = Announcements.Advertisement(_names.Pool, _args.Name),
            }, Child(pool, agent.Registration));
    }

    private Resource[] CreateRights(string name, Namespace ns)
    {
        var subject = new SubjectArgs
        {
            Kind = "ServiceAccount",
            Name = IngressRolesComponent.ServiceAccount,
            Namespace = _names.Namespace,
        };
        return
        [
            new ServiceAccount($"{name}-ingress", new ServiceAccountArgs
            {
                Metadata = Metadata(IngressRolesComponent.ServiceAccount, ns),
                // The controller's pod asks for the token itself; others don't get it unasked.
                AutomountServiceAccountToken = false,
            }, Child()),
            new RoleBinding($"{name}-ingress", new RoleBindingArgs
            {
                Metadata = Metadata("ingress-controller", ns),
                RoleRef = ClusterRole(IngressRolesComponent.NamespaceRole(_args.Ingress)),
                Subjects = subject,
            }, Child(_args.IngressRoles)),
            new ClusterRoleBinding($"{name}-ingress", new ClusterRoleBindingArgs
            {
                Metadata = new ObjectMetaArgs { Name = $"{_names.Namespace}-ingress", Labels = { { TenantLabels.OwnerKey, _args.Name } } },
                RoleRef = ClusterRole(IngressRolesComponent.ClusterRole(_args.Ingress)),
                Subjects = subject,
            }, Child(_args.IngressRoles)),
        ];
    }

    private ServiceAccount CreateAccount(string name) => new(name, new ServiceAccountArgs
    {
        Metadata = AccessMetadata(_args.Name),
        AutomountServiceAccountToken = false,
    }, Child());

    private Secret CreateToken(string name, ServiceAccount account)
    {
        var metadata = AccessMetadata(TenantAccess.Secret(_args.Name, _args.Token));
        metadata.Annotations.Add(TenantAccess.AccountAnnotation, _args.Name);
        // After the account: Kubernetes deletes a token whose account isn't there.
        return new Secret($"{name}-token", new SecretArgs { Metadata = metadata, Type = TenantAccess.TokenType }, Child(account));
    }

    private Output<string> CreateKubeconfig(Secret token, Output<string> ns) => Output.CreateSecret(
        Output.Tuple(_args.ControlPlane.ApiServers, ns, token.Data.OrUnknown()).Apply(values =>
        {
            try
            {
                return K3s.Kubeconfig.OfTenant(values.Item1, _args.Name, values.Item2, values.Item3);
            }
            catch (FormatException missing)
            {
                throw new ResourceException(missing.Message, this, hideStack: true);
            }
        }));

    private void BindRole(string name, Namespace ns) => _ = new RoleBinding(name, new RoleBindingArgs
    {
        Metadata = Metadata("tenant", ns),
        RoleRef = ClusterRole(AccessComponent.Role),
        Subjects = TenantAccess.Subjects(_args.Name, _args.People),
    }, Child(_args.Access));

    private void CreateIngressController(string name, Namespace ns, Resource[] after)
    {
        var controller = _args.Ingress;
        _ = new Release($"{name}-ingress", new ReleaseArgs
        {
            Name = controller.Release,
            Chart = controller.Chart.Name,
            Version = controller.Chart.Version,
            RepositoryOpts = new RepositoryOptsArgs { Repo = controller.Chart.Repository },
            Namespace = NameOf(ns),
            SkipCrds = true,
            // A version that doesn't start is taken back, and the old one serves on.
            Atomic = true,
            Timeout = ReadySeconds,
            MaxHistory = KeptRevisions,
            Values = controller.Values(new IngressSpecification(
                _args.Name, _names.Namespace, _names.IngressClass(_args.Ingress), _names.Pool, _args.Ipv6)),
        }, Child(after));
    }

    private void CreateIssuer(string name, Namespace ns) =>
        _ = new CustomObject($"{name}-issuer", new CustomObjectArgs(IssuerSpec.ApiVersion, "Issuer")
        {
            Metadata = Metadata(_names.Issuer, ns),
            Spec = IssuerSpec.Build(_args.Name, _args.CertificateAuthority, _args.CertificateEmail, _names.AccountKey,
                _names.IngressClass(_args.Ingress)),
        }, Child(_args.CertManager.Ready));

    /// <summary>Objects go with the cluster: none is deleted one by one when the control plane itself is.</summary>
    private CustomResourceOptions Child(params Resource[] after) =>
        new() { Parent = this, DependsOn = after, DeletedWith = _deletedWith };

    private ObjectMetaArgs Metadata(string objectName, Namespace ns, string? description = null)
    {
        var metadata = new ObjectMetaArgs
        {
            Name = objectName,
            Namespace = NameOf(ns),
            Labels = { { TenantLabels.OwnerKey, _args.Name } },
        };
        // A well-known annotation (https://kubernetes.io/docs/reference/labels-annotations-taints).
        if (description is not null) metadata.Annotations.Add("kubernetes.io/description", description);
        return metadata;
    }

    private ObjectMetaArgs MetalLBMetadata(string objectName) =>
        new() { Name = objectName, Namespace = Announcements.Namespace, Labels = { { TenantLabels.OwnerKey, _args.Name } } };

    private ObjectMetaArgs AccessMetadata(string objectName) => new()
    {
        Name = objectName,
        Namespace = _args.Access.Namespace,
        Labels = { { TenantLabels.OwnerKey, _args.Name } },
    };

    private static Output<string> NameOf(Namespace ns) => ns.Metadata.OrUnknown().Apply(metadata => metadata.Name);

    private static RoleRefArgs ClusterRole(string roleName) =>
        new() { ApiGroup = "rbac.authorization.k8s.io", Kind = "ClusterRole", Name = roleName };
}
