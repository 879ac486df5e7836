using System.Collections.Concurrent;
using System.Collections.Immutable;
using Infra.Components.Access;
using Infra.Components.Certificates;
using Infra.Components.Guards;
using Infra.Components.Ingress;
using Infra.Components.K3s;
using Infra.Components.LoadBalancing;
using Infra.Components.Tenants;
using Infra.Stacks.Providers.Ssh;
using Infra.Tests.K3s;
using Moq;
using Pulumi;
using Pulumi.Testing;
using Xunit;

namespace Infra.Tests.Tenants;

/// <summary>The component in a program that isn't this project's: no stack, no configuration, arguments alone.</summary>
public sealed class TenantComponentTests
{
    private readonly ConcurrentQueue<MockResourceArgs> _registered = [];
    private readonly ConcurrentDictionary<Resource, Resource?> _parents = [];
    private readonly Mock<IMocks> _mocks = new();

    public TenantComponentTests() =>
        _mocks.Setup(engine => engine.NewResourceAsync(It.IsAny<MockResourceArgs>())).ReturnsAsync((MockResourceArgs args) =>
        {
            _registered.Enqueue(args);
            var outputs = args.Type == "command:remote:Command"
                ? args.Inputs.SetItem("stdout", EntryServer.Prints(args.Name!))
                : args.Inputs;
            if (args.Type == "random:index/randomPassword:RandomPassword") outputs = outputs.SetItem("result", "a-token");
            return ($"id-{args.Name}", outputs);
        });

    [Fact]
    public async Task It_makes_a_whole_tenant_without_any_configuration_or_call_to_a_provider()
    {
        string? address = null;
        await Deploy(tenant => tenant.Address.Apply(value => address = value), "acme");
        Assert.Equal("198.51.100.7", address);
        string[] kinds =
        [
            "Namespace", "IPAddressPool", "L2Advertisement", "IngressClass", "Release", "Issuer", "ResourceQuota", "LimitRange",
            "NetworkPolicy", "ServiceAccount", "Secret", "RoleBinding", "ClusterRoleBinding", "Command",
        ];
        Assert.All(kinds, kind => Assert.Contains(
            _registered,
            args => args.Type!.EndsWith($":{kind}", StringComparison.Ordinal) && IsOwn(args)));
        _mocks.Verify(engine => engine.CallAsync(It.IsAny<MockCallArgs>()), Times.Never);
    }

    [Fact]
    public async Task All_that_it_registers_hangs_below_it()
    {
        TenantComponent? tenant = null;
        await Deploy(made => tenant = made, "acme");
        var own = _parents.Keys
            .Where(resource => resource.GetResourceName().Contains("acme", StringComparison.Ordinal) && resource != tenant)
            .ToList();
        Assert.True(own.Count > 15);
        Assert.All(own, resource => Assert.True(IsBelow(resource, tenant!), resource.GetResourceName()));
    }

    [Fact]
    public async Task Several_tenants_share_nothing_but_the_cluster()
    {
        await Deploy(_ => { }, "initech", "globex");
        var names = _registered.Select(args => (args.Type, args.Name)).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        var (initech, globex) = (Own("initech"), Own("globex"));
        Assert.Equal(initech.Count, globex.Count);
        Assert.All(initech, text => Assert.DoesNotContain("globex", text, StringComparison.Ordinal));
        Assert.All(globex, text => Assert.DoesNotContain("initech", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_class_is_the_default_and_no_issuer_is_for_the_whole_cluster()
    {
        await Deploy(_ => { }, "acme");
        var ingressClass = Assert.Single(_registered, args => args.Type == "kubernetes:networking.k8s.io/v1:IngressClass");
        var metadata = (ImmutableDictionary<string, object>)ingressClass.Inputs["metadata"];
        Assert.False(metadata.ContainsKey("annotations"));
        Assert.DoesNotContain(_registered, args => args.Type!.EndsWith(":ClusterIssuer", StringComparison.Ordinal));
        var token = Assert.Single(_registered, args => args.Type!.EndsWith(":Secret", StringComparison.Ordinal));
        Assert.False(token.Inputs.ContainsKey("data") || token.Inputs.ContainsKey("stringData"));
    }

    [Fact]
    public async Task Its_Kubernetes_objects_go_through_the_provider_that_the_program_gives_it()
    {
        await Deploy(_ => { }, "acme");
        var objects = _registered.Where(args => args.Type!.StartsWith("kubernetes:", StringComparison.Ordinal)).ToList();
        Assert.All(objects, args => Assert.Contains("::another-cluster::", args.Provider, StringComparison.Ordinal));
    }

    private async Task Deploy(Action<TenantComponent> use, params string[] tenants)
    {
        // Its own project name: a component that read configuration would look for it there, and find none.
        await Deployment.TestAsync(_mocks.Object, new TestOptions { ProjectName = "another-program", IsPreview = false }, () =>
        {
            var recorded = new ComponentResourceOptions { ResourceTransformations = { Record } };
            var root = new Root(recorded);
            var inProgram = new ComponentResourceOptions { Parent = root };
            var server = Host("c-control-plane-1", 1).Create("server", inProgram);
            var controlPlane = new ControlPlaneComponent("control-plane", new ControlPlaneArgs
            {
                Cluster = "c",
                Servers = [server],
                Release = K3sRelease.Of(K3sVersion.Default),
                Network = new NodeNetwork(null, DualStack: false),
            }, inProgram);
            var kubernetes = new Pulumi.Kubernetes.Provider(
                "another-cluster", new Pulumi.Kubernetes.ProviderArgs { KubeConfig = controlPlane.Kubeconfig });
            var inCluster = new ComponentResourceOptions { Parent = root, Provider = kubernetes };
            var guards = new GuardsComponent("guards", new GuardsArgs
            {
                ControlPlane = controlPlane,
                Servers = [server.Name],
                Agents = [.. tenants.Select(tenant => new DeclaredAgent($"c-{tenant}", tenant))],
            }, inCluster);
            var loadBalancer = new MetalLBComponent("metallb", new MetalLBArgs { ControlPlane = controlPlane }, inCluster);
            var certManager = new CertManagerComponent("cert-manager", new CertManagerArgs { ControlPlane = controlPlane }, inCluster);
            var roles = new IngressRolesComponent("roles", new IngressRolesArgs { ControlPlane = controlPlane }, inCluster);
            var access = new AccessComponent("access", new AccessArgs { ControlPlane = controlPlane, PlatformNamespaces = [] }, inCluster);
            for (var index = 0; index < tenants.Length; index++)
            {
                use(new TenantComponent(tenants[index], new TenantArgs
                {
                    Name = tenants[index],
                    Machine = Host($"c-{tenants[index]}", 7 + index),
                    ControlPlane = controlPlane,
                    Guards = guards,
                    LoadBalancer = loadBalancer,
                    CertManager = certManager,
                    IngressRoles = roles,
                    Access = access,
                    CertificateAuthority = CertificateAuthority.SelfSigned,
                }, inCluster));
            }
        });
    }

    private ResourceTransformationResult? Record(ResourceTransformationArgs args)
    {
        _parents[args.Resource] = args.Options.Parent;
        return null;
    }

    private bool IsBelow(Resource resource, Resource ancestor) =>
        _parents.GetValueOrDefault(resource) is { } parent && (parent == ancestor || IsBelow(parent, ancestor));

    private static bool IsOwn(MockResourceArgs args) => args.Name!.Contains("acme", StringComparison.Ordinal);

    /// <summary>The inputs of a tenant's resources as texts.</summary>
    private List<string> Own(string tenant) => [.. _registered.Where(args => args.Name!.Contains(tenant, StringComparison.Ordinal))
        .Select(args => System.Text.Json.JsonSerializer.Serialize(args.Inputs))];

    private static ExistingMachineArgs Host(string name, int number) => new()
    {
        Name = name,
        Host = new ExistingHost { Address = $"198.51.100.{number}" },
        Firewall = "table inet infra_firewall { }",
    };

    private sealed class Root(ComponentResourceOptions options) : ComponentResource("tests:Root", "root", options);
}
