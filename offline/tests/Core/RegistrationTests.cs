using System.Collections.Concurrent;
using Pulumi;
using Pulumi.Testing;
using Xunit;

namespace Infra.Offline.Tests.Core;

public sealed class RegistrationTests
{
    [Fact]
    public async Task A_resource_waits_for_its_inputs_and_for_what_it_depends_on()
    {
        var mocks = new SlowMocks();
        await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, () =>
        {
            var first = new Machine("a-first", new MachineArgs { Name = "a" });
            var second = new Machine("b-second", new MachineArgs { Name = first.Name });
            _ = new Machine("c-third", null, new CustomResourceOptions { DependsOn = { second } });
        });

        Assert.Equal(["a-first", "b-second", "c-third"], mocks.Finished);
    }

    [Fact]
    public async Task Depending_on_a_component_means_depending_on_all_that_is_in_it()
    {
        var mocks = new SlowMocks();
        await Deployment.TestAsync(mocks, new TestOptions(), () =>
        {
            var rack = new Rack("rack", machines: 3);
            _ = new Machine("last", null, new CustomResourceOptions { DependsOn = rack });
        });

        Assert.Equal("last", mocks.Finished.Last());
        Assert.Equal(5, mocks.Finished.Count);
    }

    /// <summary>The real SDK waits for ever, most of the time.</summary>
    [StandInFact]
    public async Task A_resource_that_depends_on_the_component_that_it_is_part_of_is_refused()
    {
        Action<Resource>[] ways =
        [
            parent => _ = new Machine("inside", null, new CustomResourceOptions { Parent = parent, DependsOn = parent }),
            parent => _ = new Rack("inside", new ComponentResourceOptions { Parent = parent, DependsOn = parent }),
        ];
        foreach (var make in ways)
        {
            var error = await Assert.ThrowsAsync<RunException>(() => Run.RecordAsync(() => make(new Rack("outside"))));

            Assert.Contains("inside (sample:index", error.Message, StringComparison.Ordinal);
            Assert.Contains(
                "depends on a component that it is part of: it would wait for itself.", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_program_ends_when_resources_made_in_an_apply_are_there_too()
    {
        var mocks = new SlowMocks();
        var resources = await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, () =>
        {
            new Machine("outer", new MachineArgs { Name = "x" }).Name.Apply(name => new Machine($"inner-{name}", null).Id);
        });

        Assert.Equal(["inner-x", "outer"], resources.Select(resource => resource.GetResourceName()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_function_gives_resources_without_the_stack_and_its_outputs()
    {
        var (resources, outputs) = await Deployment.TestAsync(
            new RecordingMocks(), new TestOptions(), () => new Dictionary<string, object?> { ["id"] = new Machine("m", null).Id });

        Assert.Equal(Machine.Token, Assert.Single(resources).GetResourceType());
        Assert.IsType<Output<string>>(outputs["id"]);
    }

    [Fact]
    public async Task Asynchronous_programs_run_to_their_end()
    {
        var (resources, outputs) = await Deployment.TestAsync(new RecordingMocks(), new TestOptions(), async () =>
        {
            await Task.Yield();
            _ = new Machine("m", null);
            return (IDictionary<string, object?>)new Dictionary<string, object?> { ["done"] = true };
        });

        Assert.Single(resources);
        Assert.Equal(true, outputs["done"]);
    }

    [Fact]
    public async Task Deployments_side_by_side_do_not_mix()
    {
        var counts = await Task.WhenAll(Enumerable.Range(1, 8).Select(async count =>
        {
            var names = new ConcurrentBag<string>();
            var options = new TestOptions { StackName = $"s{count}", IsPreview = false };
            var resources = await Deployment.TestAsync(new SlowMocks(), options, () =>
            {
                for (var i = 0; i < count; i++)
                {
                    new Machine($"m{i}", null).Urn.Apply(urn =>
                    {
                        names.Add(urn.Split(':')[2]);
                        return 0;
                    });
                }
            });
            return (resources.Length, names.Distinct().Single());
        }));

        Assert.Equal(Enumerable.Range(1, 8).Select(count => (count, $"s{count}")), counts);
    }

    [Fact]
    public void Without_a_deployment_there_are_no_resources()
    {
        Assert.Throws<InvalidOperationException>(() => new Machine("m", null));
    }

    [Fact]
    public async Task Without_an_engine_nothing_is_deployed()
    {
        var isRun = false;
        int exitCode;
        try
        {
            exitCode = await Deployment.RunAsync(() => { isRun = true; });
        }
        catch (InvalidOperationException)
        {
            exitCode = 1;
        }

        Assert.NotEqual(0, exitCode);
        Assert.False(isRun);
    }

    /// <summary>The earlier a name in the alphabet, the longer its resource takes.</summary>
    private sealed class SlowMocks : IMocks
    {
        private readonly ConcurrentQueue<string> _finished = [];

        public List<string> Finished => [.. _finished];

        public async Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            await Task.Delay('z' - args.Name![0]);
            _finished.Enqueue(args.Name);
            return ($"{args.Name}_id", args.Inputs);
        }

        public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException(args.Token);
    }
}
