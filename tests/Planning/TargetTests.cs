using Xunit;

namespace Infra.Tests.Planning;

/// <summary>Deployments with <c>--target</c>, which leave resources out that aren't there yet.</summary>
public sealed class TargetTests
{
    [Theory, EveryStack]
    public async Task A_stack_is_evaluated_whatever_is_not_there_yet(PlannedStack stack)
    {
        var types = stack.Plan.Resources.Where(resource => !resource.IsComponent).Select(resource => resource.Type).Distinct().ToList();
        foreach (var type in types)
        {
            await Evaluation.RunAsync(
                stack.Settings, preview: false, resource => resource.Type == type ? Answer.Nothing : Answer.Everything);
        }

        await Evaluation.RunAsync(stack.Settings, preview: false, _ => Answer.Nothing);
    }
}
