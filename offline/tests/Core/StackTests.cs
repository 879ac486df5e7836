using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;
using Xunit;

namespace Infra.Offline.Tests.Core;

public sealed class StackTests
{
    [Fact]
    public async Task A_stack_is_among_its_resources_and_its_outputs_resolve()
    {
        var mocks = new RecordingMocks();
        var resources = await Deployment.TestAsync<GoodStack>(mocks, new TestOptions { ProjectName = "p", StackName = "s" });

        Assert.Equal(["p-s", "m"], resources.Select(resource => resource.GetResourceName()));
        var stack = Assert.IsType<GoodStack>(resources[0]);
        Assert.Equal("urn:pulumi:s::p::pulumi:pulumi:Stack::p-s", await OutputUtilities.GetValueAsync(stack.Urn));
        Assert.Equal("m_id", await OutputUtilities.GetValueAsync(stack.MachineId));
        Assert.DoesNotContain(mocks.Resources, resource => resource.Type == "pulumi:pulumi:Stack");
    }

    [Fact]
    public async Task An_output_without_a_value_is_refused_and_named()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync<ForgetfulStack>(new RecordingMocks()));

        Assert.Contains("'Forgotten' have no value assigned", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_that_is_none_is_refused_and_named()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync<PlainStack>(new RecordingMocks()));

        Assert.Contains("'Plain' have incorrect type", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_provider_makes_the_stack()
    {
        var resources = await Deployment.TestWithServiceProviderAsync<NamedStack>(new RecordingMocks(), new NamedStackProvider("given"));

        Assert.Contains(resources, resource => resource.GetResourceName() == "given");
    }

    [Fact]
    public async Task A_service_provider_that_does_not_know_the_stack_fails_the_run()
        => await Assert.ThrowsAsync<RunException>(
            () => Deployment.TestWithServiceProviderAsync<GoodStack>(new RecordingMocks(), new NamedStackProvider("given")));

    public sealed class GoodStack : Stack
    {
        public GoodStack() => MachineId = new Machine("m", null).Id;

        [Output("machine-id")]
        public Output<string> MachineId { get; private set; }
    }

    public sealed class ForgetfulStack : Stack
    {
        [Output]
        public Output<string>? Forgotten { get; private set; }
    }

    public sealed class PlainStack : Stack
    {
        [Output]
        public string Plain { get; private set; } = "text";
    }

    public sealed class NamedStack : Stack
    {
        public NamedStack(string name) => _ = new Machine(name, null);
    }

    private sealed class NamedStackProvider(string name) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(NamedStack) ? new NamedStack(name) : null;
    }
}
