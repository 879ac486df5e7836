using System.Diagnostics;
using Pulumi;
using Pulumi.Testing;
using Xunit;

namespace Infra.Offline.Tests.Core;

public sealed class ScaleTests
{
    [Fact]
    public async Task Thousands_of_chained_resources_run_within_seconds()
    {
        var clock = Stopwatch.StartNew();
        var resources = await Deployment.TestAsync(new RecordingMocks(), new TestOptions { IsPreview = false }, () =>
        {
            var previous = Output.Create("start");
            for (var i = 0; i < 1000; i++)
            {
                var rack = new Rack($"r{i}");
                var machine = new Machine($"m{i}", new MachineArgs { Name = previous }, new CustomResourceOptions { DependsOn = rack });
                previous = machine.Name;
            }
        });

        Assert.Equal(3000, resources.Length);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"{clock.Elapsed}");
    }
}
