using Infra.Planning;
using Xunit;

namespace Infra.Tests.Planning;

public sealed class StructureTests
{
    [Theory, EveryStack]
    public void Each_server_has_a_context_of_its_own_and_the_entry_servers_is_named_like_the_cluster(PlannedStack stack)
    {
        var (servers, cluster) = (stack.Plan.Servers, stack.Settings.Cluster);
        Assert.Equal(cluster.ControlPlane.Count, servers.Select(server => server.Context).Distinct().Count());
        Assert.Equal(cluster.Name, Assert.Single(servers, server => server.IsEntry).Context);
        Assert.Equal(cluster.ServerName(cluster.ControlPlane.Entry), servers.Single(server => server.IsEntry).Name);
    }

    // A preview doesn't know the addresses of servers that are added.
    [Theory, EveryStack]
    public void The_program_reaches_the_cluster_by_the_entrys_context_alone(PlannedStack stack)
    {
        var provider = stack.Plan.OfType("pulumi:providers:kubernetes").Single();
        var kubeconfig = provider.Readable["kubeconfig"]!.GetValue<string>();
        Assert.All(stack.Plan.Servers, server =>
            Assert.Equal(server.IsEntry, kubeconfig.Contains($"- name: {server.Context}\n", StringComparison.Ordinal)));
    }

    [Theory, EveryStack]
    public void No_two_resources_share_type_and_name_or_urn(PlannedStack stack)
    {
        AssertUnique(stack.Plan.Resources.Select(resource => (resource.Type, resource.Name)));
        AssertUnique(stack.Plan.Resources.Select(resource => resource.Urn));
    }

    [Theory, EveryStack]
    public void Every_parent_provider_and_dependency_is_in_the_plan(PlannedStack stack)
    {
        var root = $"urn:pulumi:{stack.Plan.Stack}::infra::pulumi:pulumi:Stack::infra-{stack.Plan.Stack}";
        var urns = stack.Plan.Resources.Select(resource => resource.Urn).ToHashSet();
        Assert.All(stack.Plan.Resources, resource =>
        {
            Assert.True(resource.Parent == root || urns.Contains(resource.Parent!), $"{resource.Urn} has the parent {resource.Parent}");
            Assert.All(resource.DependsOn, urn => Assert.Contains(urn, urns));
            Assert.True(resource.Provider is null || urns.Contains(resource.Provider), resource.Provider);
        });
    }

    [Theory, EveryStack]
    public void Only_components_and_providers_hang_from_the_stack_itself(PlannedStack stack) => Assert.All(
        stack.Plan.Resources.Where(resource => resource.Parent!.Contains("::pulumi:pulumi:Stack::", StringComparison.Ordinal)),
        resource => Assert.True(
            resource.IsComponent || resource.Type.StartsWith("pulumi:providers:", StringComparison.Ordinal),
            resource.Urn));

    [Theory, EveryStack]
    public void No_two_objects_of_a_kind_share_a_name_in_a_namespace(PlannedStack stack) =>
        AssertUnique(stack.Plan.Objects().Select(resource =>
            (resource.Text("apiVersion"), resource.Text("kind"), resource.Namespace(), resource.ObjectName())));

    [Theory, EveryStack]
    public void Everything_in_Kubernetes_goes_through_the_clusters_own_provider(PlannedStack stack)
    {
        var provider = Assert.Single(stack.Plan.OfType("pulumi:providers:kubernetes"));
        Assert.All(
            stack.Plan.Resources.Where(resource => resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal)),
            resource => Assert.Equal(provider.Urn, resource.Provider));
    }

    [Theory, EveryStack]
    public void Every_object_lies_in_a_namespace_that_the_plan_makes(PlannedStack stack)
    {
        var namespaces = stack.Plan.Objects("Namespace").Select(ns => ns.ObjectName()).Append("kube-system").ToHashSet();
        Assert.All(
            stack.Plan.Objects(),
            resource => Assert.True(resource.Namespace() is not { } ns || namespaces.Contains(ns), resource.Urn));
        Assert.All(stack.Plan.OfType(PlanQueries.Release), release => Assert.Contains(release.Text("namespace")!, namespaces));
    }

    [Theory, EveryStack]
    public void Every_tenant_has_a_family_of_its_own_and_the_same_plan_names_its_node_and_address(PlannedStack stack)
    {
        Assert.Equal(
            stack.Settings.Tenants.Select(tenant => tenant.Name).Order(StringComparer.Ordinal),
            stack.Plan.Tenants.Select(tenant => tenant.Name));
        var families = stack.Settings.Tenants.SelectMany(tenant => stack.Plan.Family(tenant.Name)).ToList();
        AssertUnique(families.Select(resource => resource.Urn));
        AssertUnique(stack.Plan.Tenants.Select(tenant => tenant.Address));
        AssertUnique(stack.Plan.Tenants.Select(tenant => tenant.Node));
    }

    private static void AssertUnique<T>(IEnumerable<T> values) =>
        Assert.Empty(values.GroupBy(value => value).Where(group => group.Count() > 1).Select(group => group.Key));
}
