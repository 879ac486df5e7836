using Infra.Tests.Lifetimes.Clusters;
using Infra.Tests.Lifetimes.Engines;
using Infra.Tests.Planning;
using Xunit;

namespace Infra.Tests.Lifetimes;

/// <summary>What is removed goes, with all that is its own, and nobody else notices.</summary>
public sealed class RemovalTests
{
    public static TheoryData<PlannedStack> Stacks => Stories.Stacks;

    public static TheoryData<PlannedStack> StacksWithNamespaces =>
        [.. PlannedStack.All.Where(stack => stack.Settings.Tenants.Any(tenant => !tenant.Namespaces.IsEmpty))];

    public static TheoryData<PlannedStack> StacksOfServers => [.. PlannedStack.All.Where(Stories.MakesMachines)];

    [Theory, MemberData(nameof(Stacks))]
    public void A_tenant_goes_while_a_Job_of_its_runs(PlannedStack stack) => Remove(stack, (_, _) => { });

    [Theory, MemberData(nameof(StacksOfServers))]
    public void A_tenant_goes_whose_machine_is_dead(PlannedStack stack) =>
        Remove(stack, (lifetime, tenant) => lifetime.Kill(stack.Node(tenant)));

    [Theory, MemberData(nameof(StacksWithNamespaces))]
    public void A_further_namespace_goes_while_a_Job_runs_in_it(PlannedStack stack)
    {
        var tenant = stack.Settings.Tenants.First(one => !one.Namespaces.IsEmpty);
        var after = stack.With(settings => settings with
        {
            Tenants = settings.Tenants.Replace(tenant, tenant with { Namespaces = tenant.Namespaces.RemoveAt(0) }),
        });
        Story.Of(stack, after, tenant.Name, lifetime => lifetime.RunJobs(stack, tenant.Name)).Tell();
    }

    [Theory, MemberData(nameof(Stacks))]
    public void A_stack_is_destroyed_while_Jobs_run_and_a_machine_is_dead(PlannedStack stack)
    {
        var open = stack.Unprotected();
        var lifetime = Lifetime.Of(new Registrations(open.Plan));
        foreach (var tenant in open.Settings.Tenants) lifetime.RunJobs(open, tenant.Name);
        if (open.MakesMachines() && open.Settings.Tenants is [var first, ..]) lifetime.Kill(open.Node(first.Name));
        var moment = lifetime.Moment;
        foreach (var seed in Enumerable.Range(0, 5 * Effort.Factor))
        {
            lifetime.Moment = moment;
            lifetime.Destroy(open.Plan, DeploymentOrder.Shuffled(seed));
        }
    }

    [Theory, MemberData(nameof(StacksOfServers))]
    public void What_is_protected_stays_until_its_protection_is_taken_off(PlannedStack stack)
    {
        var closed = stack.With(settings => settings with { Cluster = settings.Cluster with { Protect = true } });
        var open = stack.Unprotected();
        var lifetime = Lifetime.Of(new Registrations(closed.Plan));
        var moment = lifetime.Moment;
        Assert.Throws<DeploymentException>(() => lifetime.Engine.Destroy(closed.Plan));
        Assert.Equal(moment, lifetime.Moment);
        lifetime.Up(new Registrations(open.Plan));
        lifetime.Up(new Registrations(closed.Plan));
        lifetime.Up(new Registrations(open.Plan));
        lifetime.Destroy(open.Plan);
    }

    private static void Remove(PlannedStack shut, Action<Lifetime, string> trouble)
    {
        // What is protected is told so first, in a run of its own.
        var stack = shut.Unprotected();
        foreach (var tenant in stack.Settings.Tenants.Take(2).Select(one => one.Name))
        {
            var story = Story.Of(stack, stack.Without(tenant), tenant, lifetime =>
            {
                lifetime.RunJobs(stack, tenant);
                trouble(lifetime, tenant);
            });
            story.Tell(lifetime => Assert.DoesNotContain(lifetime.Cluster.Objects.All, stored => IsOf(stored, stack, tenant)));
        }
    }

    private static bool IsOf(StoredObject stored, PlannedStack stack, string tenant) => stored.Tenant == tenant
        || stored.Key == ObjectKey.OfNode(stack.Node(tenant))
        || (stored.Key.Namespace ?? "") == $"tenant-{tenant}"
        || (stored.Key.Namespace ?? "").StartsWith($"tenant-{tenant}-", StringComparison.Ordinal);
}
