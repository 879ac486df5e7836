using Pulumi;
using Pulumi.Testing;
using Xunit;

namespace Infra.Offline.Tests.Core;

public sealed class FailureTests
{
    [Fact]
    public async Task A_failing_program_fails_the_run_with_its_message()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => Run.RecordAsync(() => throw new ArgumentException("no such tenant")));

        Assert.Contains("System.ArgumentException: no such tenant", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_exception_is_passed_on_without_a_stack_trace()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => Run.RecordAsync(() => throw new RunException("for the user")));

        Assert.Equal("for the user", error.Message);
    }

    [Fact]
    public async Task A_resource_exception_can_hide_its_stack_trace()
    {
        var hidden = await Assert.ThrowsAsync<RunException>(() => Run.RecordAsync(
            () => throw new ResourceException("for the user", null, hideStack: true)));
        var shown = await Assert.ThrowsAsync<RunException>(() => Run.RecordAsync(
            () => throw new ResourceException("for the user", null)));

        Assert.Equal("for the user", hidden.Message);
        Assert.Contains("Pulumi.ResourceException: for the user", shown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_mock_fails_the_run()
    {
        var mocks = new RecordingMocks(_ => throw new InvalidOperationException("the provider is down"));
        var error = await Assert.ThrowsAsync<RunException>(
            () => Deployment.TestAsync(mocks, new TestOptions(), () => { _ = new Machine("m", null); }));

        Assert.Contains("the provider is down", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_apply_fails_the_run()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => Run.RecordAsync(() =>
        {
            new Machine("m", null).Id.Apply(int.Parse);
        }));

        Assert.Contains("System.FormatException", error.Message, StringComparison.Ordinal);
    }
}
