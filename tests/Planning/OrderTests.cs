using System.Text.RegularExpressions;
using Infra.Planning;
using Xunit;

namespace Infra.Tests.Planning;

public sealed class OrderTests
{
    [Theory, EveryStack]
    public void Servers_are_installed_one_after_another_the_entry_server_first(PlannedStack stack)
    {
        var installs = Installs(stack);
        var entry = Install(stack, stack.Settings.Cluster.ControlPlane.Entry);
        // How many of the others come before each: none, one, two.
        var ranks = installs.ToDictionary(
            install => install.Urn,
            install => installs.Count(other => stack.Plan.Before(install).Contains(other.Urn)));
        Assert.Equal(Enumerable.Range(0, installs.Count), ranks.Values.Order());
        Assert.Equal(0, ranks[entry.Urn]);
    }

    [Theory, EveryStack]
    public void Agents_are_installed_after_the_last_server_and_registered_after_that(PlannedStack stack)
    {
        var servers = Installs(stack).Select(install => install.Urn).ToHashSet();
        Assert.All(stack.Settings.Tenants, tenant =>
        {
            var node = $"{stack.Settings.Cluster.Name}-{tenant.Name}";
            var install = stack.Plan.Named(PlanQueries.Command, $"{node}-k3s");
            Assert.Superset(servers, stack.Plan.Before(install));
            Assert.Contains(install.Urn, stack.Plan.Named(PlanQueries.Command, $"{node}-register").DependsOn);
        });
    }

    [Theory, EveryStack]
    public void K3s_is_installed_on_a_machine_that_was_prepared(PlannedStack stack) => Assert.All(
        stack.Plan.OfType(PlanQueries.Command).Where(command => command.Name.EndsWith("-k3s", StringComparison.Ordinal)),
        install => Assert.Contains(
            stack.Plan.Named(PlanQueries.Command, $"{install.Name[..^"-k3s".Length]}-prepare").Urn, stack.Plan.Before(install)));

    // It refuses what would cut etcd's members from each other, and a replaced place goes before the new one comes.
    [Theory, EveryStack]
    public void A_servers_place_in_the_network_changes_after_its_preparation_and_it_is_prepared_for_the_address_that_it_gets(
        PlannedStack stack) => Assert.All(
        Enumerable.Range(1, stack.Settings.Cluster.ControlPlane.Count), number =>
        {
            var prepare = stack.Plan.Named(PlanQueries.Command, $"{stack.Settings.Cluster.Name}-control-plane-{number}-prepare");
            var create = prepare.Text("create")!;
            var address = Regex.Match(create, "NODE_ADDRESS='([^']*)'").Groups[1].Value;

            Assert.Contains($" NODE_ADDRESS='{address}' ", Install(stack, number).Text("create")!, StringComparison.Ordinal);
            Assert.Matches($"SERVERS='([^']* )?{Regex.Escape(address)}( [^']*)?'|SERVERS=''", create);
            var place = stack.Plan.OfType("hcloud:index/serverNetwork:ServerNetwork")
                .SingleOrDefault(place => place.Name == $"control-plane-{number}-private");
            if (place is not null) Assert.Contains(prepare.Urn, stack.Plan.Before(place));
        });

    [Theory, EveryStack]
    public void No_tenant_waits_for_another(PlannedStack stack)
    {
        var families = stack.Settings.Tenants.ToDictionary(tenant => tenant.Name, tenant => stack.Plan.Family(tenant.Name).ToList());
        Assert.All(families, family =>
        {
            var others = families
                .Where(other => other.Key != family.Key)
                .SelectMany(other => other.Value)
                .Select(resource => resource.Urn)
                .ToHashSet();
            Assert.All(family.Value, resource => Assert.DoesNotContain(stack.Plan.Before(resource), others.Contains));
        });
    }

    [Theory, EveryStack]
    public void The_register_command_puts_the_tenants_labels_on_its_node(PlannedStack stack) => Assert.All(stack.Settings.Tenants, tenant =>
    {
        var node = $"{stack.Settings.Cluster.Name}-{tenant.Name}";
        var create = stack.Plan.Named(PlanQueries.Command, $"{node}-register").Text("create")!;
        Assert.Contains($"NODE_NAME='{node}'", create, StringComparison.Ordinal);
        Assert.Contains($"node-pool={tenant.Name} ", create, StringComparison.Ordinal);
    });

    private static List<PlannedResource> Installs(PlannedStack stack) =>
        [.. Enumerable.Range(1, stack.Settings.Cluster.ControlPlane.Count).Select(number => Install(stack, number))];

    private static PlannedResource Install(PlannedStack stack, int number) =>
        stack.Plan.Named(PlanQueries.Command, $"{stack.Settings.Cluster.Name}-control-plane-{number}-k3s");
}
