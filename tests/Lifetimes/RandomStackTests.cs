using CsCheck;
using Infra.Tests.Lifetimes.Engines;
using Infra.Tests.Planning;
using Xunit;

namespace Infra.Tests.Lifetimes;

/// <summary>Stacks by chance: they come up, lose a tenant, and are destroyed, in any order and wherever they are stopped.</summary>
public sealed class RandomStackTests
{
    private const int Ways = 6;

    [Fact]
    public void Whatever_the_settings_a_stack_lives_and_ends() => Planning.Stacks.Random.Sample(
        settings => Live(PlannedStack.Of("random", settings).Unprotected()),
        iter: 3 * Effort.Factor,
        print: settings => settings.ToJsonString());

    private static void Live(PlannedStack stack)
    {
        var registrations = new Registrations(stack.Plan);
        var custom = stack.Plan.Resources.Where(resource => !resource.IsComponent).ToList();
        foreach (var number in Effort.Some(custom.Count, Ways))
            new Lifetime().UpInterrupted(registrations, number, DeploymentOrder.Late(custom[number - 1].Urn));

        var lifetime = Lifetime.Of(registrations);
        if (stack.Settings.Tenants is [var tenant, ..])
        {
            lifetime.RunJobs(stack, tenant.Name);
            lifetime.Watch(stack.Settings.Tenants.Skip(1).Select(one => one.Name));
            lifetime.UpInterrupted(new Registrations(stack.Without(tenant.Name).Plan), after: 5, DeploymentOrder.Shuffled(1));
            lifetime.Watch([]);
        }

        lifetime.Destroy(stack.Plan, DeploymentOrder.Shuffled(2));
    }
}
