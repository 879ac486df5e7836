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
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;
using CustomObject = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Components.Tenants;

/// <summary>
/// Everything that is one tenant's: its node and address, the pool and announcement that bind the one to the other, its namespaces with
/// quotas, network policies and issuers (<see cref="TenantNamespace"/>), its ingress controller and class, and its access to the API.
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
    private readonly TenantObjects _objects;

    /// <summary>Registers the tenant's resources.</summary>
    /// <param name="name">Name of the component, prefix of its children's names; by custom the tenant's.</param>
    /// <param name="args">The tenant, and the cluster that it joins.</param>
    /// <param name="options">Options; the Kubernetes provider first of all.</param>
    public TenantComponent(string name, TenantArgs args, ComponentResourceOptions? options = null)
        : base("infra:components:Tenant", name, args, options)
    {
        _args = args;
        _names = new TenantNames(args.Name);
        _objects = new TenantObjects(this, args);

        var machine = args.Machine.Create($"{name}-node", new ComponentResourceOptions { Parent = this });
        var first = new TenantNamespace(name, _objects, machine);
        TenantNamespace[] namespaces =
            [first, .. args.Namespaces.Select(further => new TenantNamespace($"{name}-{further.Word}", _objects, machine, further))];
        var agent = new AgentComponent($"{name}-agent", new AgentArgs
        {
            Machine = machine,
            ControlPlane = args.ControlPlane,
            Tenant = args.Name,
            // So that no pod runs there without policies, and that the node is drained and out before the namespaces go: pods on a node
            // that doesn't answer stay until it is out, and a namespace for as long as its pods.
            After = [.. namespaces.Select(ns => ns.Resource), .. namespaces.SelectMany(ns => ns.Guards)],
            Images = NodeImages.OfAgent(args.Ingress.Chart),
            KubeletMaxPods = args.KubeletMaxPods,
            Labels = args.Labels,
        }, new ComponentResourceOptions { Parent = this });

        var ingressClass = CreateIngressClass(name);
        var announcement = CreateAnnouncement(name, machine, agent);
        var account = CreateControllerAccount(name, first);
        // Its Service stays pending without pool and announcement, and its pod is refused without the rest.
        CreateIngressController(name, first,
        [
            agent.Registration, ingressClass, announcement, .. account,
            .. namespaces.Select(ns => ns.ControllerRights), .. namespaces.SelectMany(ns => ns.Guards),
        ]);

        Machine = machine;
        Node = agent.NodeName;
        Address = machine.ServiceAddress;
        Namespace = first.Name;
        Kubeconfig = CreateKubeconfig(CreateToken(name, CreateAccount(name)), first.Name);
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

    /// <summary>The tenant's first namespace.</summary>
    [Output]
    public Output<string> Namespace { get; private set; }

    /// <summary>The tenant's own kubeconfig, for its first namespace. A secret.</summary>
    [Output]
    public Output<string> Kubeconfig { get; private set; }

    private IngressClass CreateIngressClass(string name) => new($"{name}-class", new IngressClassArgs
    {
        // Never a default class: two defaults would refuse every Ingress that names none.
        Metadata = _objects.Metadata(_names.IngressClass(_args.Ingress)),
        Spec = new IngressClassSpecArgs { Controller = _args.Ingress.ClassController },
    }, _objects.Options());

    private CustomObject CreateAnnouncement(string name, IMachine machine, AgentComponent agent)
    {
        var pool = new CustomObject($"{name}-pool", new CustomObjectArgs(Announcements.ApiVersion, "IPAddressPool")
        {
            Metadata = _objects.Metadata(_names.Pool, Announcements.Namespace),
            Spec = Announcements.Pool(machine.ArrivalAddress, _names.Namespace),
        }, _objects.Options(_args.LoadBalancer.Ready));
        var bgp = _args.Announcement == AnnouncementMode.Bgp;
        return new CustomObject($"{name}-{(bgp ? "bgp" : "l2")}",
            new CustomObjectArgs(Announcements.ApiVersion, bgp ? "BGPAdvertisement" : "L2Advertisement")
            {
                Metadata = _objects.Metadata(bgp ? _names.BgpAdvertisement : _names.L2Advertisement, Announcements.Namespace),
                Spec = Announcements.Advertisement(_names.Pool, _args.Name),
            }, _objects.Options(pool, agent.Registration));
    }

    private Resource[] CreateControllerAccount(string name, TenantNamespace first) =>
    [
        new ServiceAccount($"{name}-ingress", new ServiceAccountArgs
        {
            Metadata = _objects.Metadata(IngressRolesComponent.ServiceAccount, first.Name),
            // The controller's pod asks for the token itself; others don't get it unasked.
            AutomountServiceAccountToken = false,
        }, _objects.OptionsIn(first.Resource)),
        new ClusterRoleBinding($"{name}-ingress", new ClusterRoleBindingArgs
        {
            Metadata = _objects.Metadata(_names.ControllerBinding(_args.Ingress)),
            RoleRef = TenantObjects.ClusterRole(IngressRolesComponent.ClusterRole(_args.Ingress)),
            Subjects = ControllerAccount.Subject(_names),
        }, _objects.Options(_args.IngressRoles)),
    ];

    private ServiceAccount CreateAccount(string name) => new(name, new ServiceAccountArgs
    {
        Metadata = _objects.Metadata(_args.Name, _args.Access.Namespace),
        AutomountServiceAccountToken = false,
    }, _objects.Options());

    private Secret CreateToken(string name, ServiceAccount account)
    {
        var metadata = _objects.Metadata(TenantAccess.Secret(_args.Name, _args.Token), _args.Access.Namespace);
        metadata.Annotations.Add(TenantAccess.AccountAnnotation, _args.Name);
        // After the account: Kubernetes deletes a token whose account isn't there.
        return new Secret(
            $"{name}-token", new SecretArgs { Metadata = metadata, Type = TenantAccess.TokenType }, _objects.Options(account));
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

    private void CreateIngressController(string name, TenantNamespace first, Resource[] after)
    {
        var controller = _args.Ingress;
        _ = new Release($"{name}-ingress", new ReleaseArgs
        {
            Name = controller.Release,
            Chart = controller.Chart.Name,
            Version = controller.Chart.Version,
            RepositoryOpts = new RepositoryOptsArgs { Repo = controller.Chart.Repository },
            Namespace = first.Name,
            SkipCrds = true,
            // A version that doesn't start is taken back, and the old one serves on.
            Atomic = true,
            Timeout = ReadySeconds,
            MaxHistory = KeptRevisions,
            Values = controller.Values(new IngressSpecification(
                _args.Name,
                [_names.Namespace, .. _args.Namespaces.Select(further => _names.FurtherNamespace(further.Word))],
                _names.IngressClass(_args.Ingress),
                _names.Pool,
                _args.Ipv6,
                _args.RedirectToHttps)),
        }, _objects.OptionsIn(first.Resource, after));
    }
}
