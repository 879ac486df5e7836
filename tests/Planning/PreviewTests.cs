using Infra.Stacks;
using Moq;
using Pulumi;
using Pulumi.Testing;
using Xunit;

namespace Infra.Tests.Planning;

public sealed class PreviewTests
{
    [Theory, EveryStack]
    public async Task A_preview_in_which_nothing_is_known_yet_registers_what_the_plan_shows(PlannedStack stack)
    {
        var registered = new List<(string, string)>();
        var provider = new Mock<IServiceProvider>();
        var options = new StackOptions
        {
            ResourceTransformations =
            {
                args =>
                {
                    lock (registered) registered.Add((args.Resource.GetResourceType(), args.Resource.GetResourceName()));
                    return null;
                },
            },
        };
        provider.Setup(services => services.GetService(typeof(PlatformStack)))
            .Returns(() => new PlatformStack(stack.Settings, "a-key", options));
        await Deployment.TestWithServiceProviderAsync<PlatformStack>(
            Unknowing(), provider.Object, new TestOptions { ProjectName = "infra", StackName = stack.Plan.Stack, IsPreview = true });
        Assert.Equal(
            stack.Plan.Resources.Select(resource => (resource.Type, resource.Name)).Order(),
            registered.Where(resource => resource.Item1 != "pulumi:pulumi:Stack").Order());
    }

    /// <summary>Resources without id or outputs, as before a first deployment: whatever waits for them in Apply never runs.</summary>
    private static IMocks Unknowing()
    {
        var mocks = new Mock<IMocks>();
        mocks.Setup(engine => engine.NewResourceAsync(It.IsAny<MockResourceArgs>()))
            .ReturnsAsync((null, new Dictionary<string, object>()));
        return mocks.Object;
    }
}
