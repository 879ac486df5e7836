using System.Collections.Immutable;
using Infra.Components.Access;
using Infra.Components.Certificates;
using Infra.Components.Guards;
using Infra.Components.Ingress;
using Infra.Components.K3s;
using Infra.Components.LoadBalancing;
using Infra.Components.Tenants;
using Infra.Stacks.Settings;
using Pulumi;

namespace Infra.Stacks;

/// <summary>One environment: the cluster, and a component for each tenant. All that it creates follows from its settings.</summary>
public sealed class PlatformStack : Stack
{
    /// <summary>Registers everything.</summary>
    /// <param name="settings">What the environment is.</param>
    /// <param name="sshPrivateKey">Key for existing machines, in OpenSSH's format; null: the SSH agent's keys.</param>
    /// <param name="options">Options of the stack.</param>
    public PlatformStack(PlatformSettings settings, Input<string>? sshPrivateKey = null, StackOptions? options = null)
        : base(options)
    {
        var cluster = settings.Cluster;
        var machines = cluster.Provider.Machines(settings, sshPrivateKey);
        var servers = Enumerable.Range(1, cluster.ControlPlane.Count)
            .Select(number => machines.Server(number).Create($"control-plane-{number}", new ComponentResourceOptions()))
            .ToImmutableArray();
        var network = new NodeNetwork(cluster.Network.PrivateRange?.ToString(), cluster.Network.DualStack);
        var controlPlane = new ControlPlaneComponent("control-plane", new ControlPlaneArgs
        {
            Cluster = cluster.Name,
            Servers = servers,
            Entry = cluster.ControlPlane.Entry,
            Endpoint = cluster.ControlPlane.Endpoint,
            Release = K3sRelease.Of(cluster.K3sVersion, cluster.K3sMirror, cluster.K3sInstallerSha256),
            Network = network,
            IdentityProvider = cluster.Oidc?.Provider,
            Protect = cluster.Protect,
        });
        var kubernetes = new Pulumi.Kubernetes.Provider(
            "kubernetes", KubernetesProvider.Arguments(controlPlane.EntryKubeconfig, cluster.Name));
        var inCluster = new ComponentResourceOptions { Provider = kubernetes };
        var guards = new GuardsComponent("guards", new GuardsArgs
        {
            ControlPlane = controlPlane,
            Servers = [.. servers.Select(server => server.Name)],
            Agents = [.. settings.Tenants.Select(tenant => Declare(tenant, cluster, network))],
        }, inCluster);
        var loadBalancer = new MetalLBComponent("metallb", new MetalLBArgs { ControlPlane = controlPlane, Bgp = cluster.Bgp }, inCluster);
        var certManager = new CertManagerComponent("cert-manager", new CertManagerArgs { ControlPlane = controlPlane }, inCluster);
        var ingressRoles = new IngressRolesComponent("ingress-roles", new IngressRolesArgs { ControlPlane = controlPlane }, inCluster);
        var access = new AccessComponent("access", new AccessArgs
        {
            ControlPlane = controlPlane,
            PlatformNamespaces = [CertManagerComponent.Namespace, Announcements.Namespace],
        }, inCluster);

        var tenants = settings.Tenants.Select(tenant => new TenantComponent(tenant.Name, new TenantArgs
        {
            Name = tenant.Name,
            Machine = machines.Agent(tenant),
            ControlPlane = controlPlane,
            Guards = guards,
            Domains = tenant.Domains,
            LoadBalancer = loadBalancer,
            Announcement = cluster.Announcement,
            CertManager = certManager,
            IngressRoles = ingressRoles,
            Ingress = tenant.Ingress,
            RedirectToHttps = tenant.RedirectToHttps,
            Ipv6 = tenant.Address is TenantAddress.Literal { Address: var address } && address.Contains(':'),
            CertificateAuthority = cluster.Certificates.Issuer,
            CertificateEmail = cluster.Certificates.Email,
            Access = access,
            People = tenant.Access.People(cluster.Oidc),
            Token = tenant.Access.Token,
            Quota = tenant.Quota,
            Namespaces = [.. tenant.Namespaces.Select(further => new FurtherNamespace(further.Name, further.Share))],
            Registries = tenant.Registries,
            KubeletMaxPods = tenant.KubeletMaxPods,
            Labels = tenant.Labels,
        }, inCluster)).ToImmutableArray();
        machines.OpenFirewalls(servers, [.. tenants.Select(tenant => tenant.Machine)]);

        Kubeconfig = controlPlane.Kubeconfig;
        Servers = Output.All(servers.Select(server => server.PublicAddress)).Apply(addresses =>
            servers.Zip(addresses).ToImmutableDictionary(pair => pair.First.Name, pair => pair.Second));
        Addresses = ByTenant(settings, tenants, tenant => tenant.Address);
        TenantKubeconfigs = Output.CreateSecret(ByTenant(settings, tenants, tenant => tenant.Kubeconfig));
    }

    /// <summary>The administrator's kubeconfig, a secret: <c>pulumi stack output Kubeconfig --show-secrets</c>.</summary>
    [Output]
    public Output<string> Kubeconfig { get; private set; }

    /// <summary>Each tenant's own kubeconfig, by its name, a secret: <c>pulumi stack output TenantKubeconfigs --show-secrets</c>.</summary>
    [Output]
    public Output<ImmutableDictionary<string, string>> TenantKubeconfigs { get; private set; }

    /// <summary>The public address of each server of the control plane, by its node's name.</summary>
    [Output]
    public Output<ImmutableDictionary<string, string>> Servers { get; private set; }

    /// <summary>The public address of each tenant, by its name: what its domains' DNS records must point to.</summary>
    [Output]
    public Output<ImmutableDictionary<string, string>> Addresses { get; private set; }

    private static DeclaredAgent Declare(TenantSettings tenant, ClusterSettings cluster, NodeNetwork network)
    {
        var given = cluster.Provider.Addresses(tenant);
        return new DeclaredAgent(new TenantNames(tenant.Name).Node(cluster.Name), tenant.Name, Of(given.Node), Of(given.Public));

        string? Of(string? ipv4) => ipv4 is null ? null : network.Addresses(ipv4, given.Ipv6);
    }

    private static Output<ImmutableDictionary<string, string>> ByTenant(
        PlatformSettings settings, ImmutableArray<TenantComponent> tenants, Func<TenantComponent, Output<string>> value) =>
        Output.All(tenants.Select(value)).Apply(values =>
            settings.Tenants.Zip(values).ToImmutableDictionary(pair => pair.First.Name, pair => pair.Second));
}
