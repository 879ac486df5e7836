using System.Collections.Immutable;
using Moq;
using Pulumi;
using Pulumi.Testing;
using Xunit;

namespace Infra.Offline.Tests.Core;

public sealed class ResourceOutputTests
{
    [Fact]
    public async Task What_a_mock_returns_is_converted_to_the_properties_types()
    {
        var mocks = new RecordingMocks(_ => ImmutableDictionary<string, object>.Empty
            .Add("cores", 8)
            .Add("ports", new[] { 80, 443 })
            .Add("labels", new Dictionary<string, string> { ["a"] = "1" })
            .Add("disks", new object[] { new Dictionary<string, object> { ["label"] = "root", ["gigabytes"] = 2.5 } })
            .Add("size", "small"));
        var resolved = await Run.ResolveAsync(
            () =>
            {
                var machine = new Machine("m", null);
                return Output.Tuple(machine.Cores, machine.Ports, machine.Labels, machine.Disks, machine.Size);
            },
            mocks);

        var (cores, ports, labels, disks, size) = resolved.Value;
        Assert.Equal(8, cores);
        Assert.Equal([80, 443], ports.ToArray());
        Assert.Equal("1", labels!["a"]);
        Assert.Equal(("root", 2.5), (disks.Single().Label, disks.Single().Gigabytes!.Value));
        Assert.Equal(Size.Small, size);
    }

    [Fact]
    public async Task A_mock_may_return_a_map_of_texts()
    {
        var mocks = new Mock<IMocks>();
        mocks.Setup(engine => engine.NewResourceAsync(It.IsAny<MockResourceArgs>()))
            .ReturnsAsync(("1", new Dictionary<string, string> { ["address"] = "10.0.0.1" }));
        var resolved = await Run.ResolveAsync(() => new Machine("m", null).Address, mocks.Object);

        Assert.Equal("10.0.0.1", resolved.Value);
    }

    [Fact]
    public async Task What_a_mock_leaves_out_is_unknown_in_a_preview_and_default_otherwise()
    {
        var preview = await Run.ResolveAsync(() => new Machine("m", null).Ports, isPreview: true);
        var update = await Run.ResolveAsync(() => new Machine("m", null).Ports, isPreview: false);

        Assert.False(preview.IsKnown);
        Assert.True(update.IsKnown);
        Assert.True(update.Value.IsDefault);
    }

    [Fact]
    public async Task A_secret_that_a_mock_returns_is_a_secret_output()
    {
        var mocks = new RecordingMocks(_ => ImmutableDictionary<string, object>.Empty.Add("address", Output.CreateSecret("10.0.0.1")));
        var resolved = await Run.ResolveAsync(() => new Machine("m", null).Address, mocks);

        Assert.Equal(("10.0.0.1", true), (resolved.Value, resolved.IsSecret));
        Assert.Equal(["m"], resolved.Resources);
    }

    [Fact]
    public async Task An_id_that_the_mock_does_not_give_is_unknown_even_outside_a_preview()
    {
        var resolved = await Run.ResolveAsync(() => new Machine("m", null).Id, new IdlessMocks(), isPreview: false);

        Assert.False(resolved.IsKnown);
    }

    [Fact]
    public async Task A_urn_has_the_stack_the_project_the_first_type_above_the_type_and_the_name()
    {
        string? top = null, child = null;
        await Deployment.TestAsync(new RecordingMocks(), new TestOptions { ProjectName = "proj", StackName = "dev" }, () =>
        {
            var rack = new Rack("r");
            rack.Urn.Apply(urn => top = urn);
            rack.Machines[0].Urn.Apply(urn => child = urn);
        });

        Assert.Equal("urn:pulumi:dev::proj::pulumi:pulumi:Stack$sample:index:Rack::r", top);
        Assert.Equal("urn:pulumi:dev::proj::pulumi:pulumi:Stack$sample:index/machine:Machine::r-0", child);
    }

    private sealed class IdlessMocks : IMocks
    {
        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args) =>
            Task.FromResult<(string?, object)>((null, args.Inputs));

        public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException(args.Token);
    }
}
