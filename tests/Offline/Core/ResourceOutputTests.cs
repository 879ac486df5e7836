using System.Collections.Immutable;
using Moq;
using Pulumi;
using Pulumi.Testing;
using Xunit;

namespace Infra.Tests.Offline;

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
            .Add("size", "small")
            .Add("target", "http"));
        var resolved = await Run.ResolveAsync(
            () =>
            {
                var machine = new Machine("m", null);
                return Output.Tuple(machine.Cores, machine.Ports, machine.Labels, machine.Disks, machine.Size, machine.Target);
            },
            mocks);

        var (cores, ports, labels, disks, size, target) = resolved.Value;
        Assert.Equal(8, cores);
        Assert.Equal([80, 443], ports.ToArray());
        Assert.Equal("1", labels!["a"]);
        Assert.Equal(("root", 2.5), (disks.Single().Label, disks.Single().Gigabytes!.Value));
        Assert.Equal(Size.Small, size);
        Assert.Equal("http", target.AsT1);
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
    public async Task A_preview_is_the_default()
    {
        var isDryRun = false;
        await Deployment.TestAsync(new EmptyMocks(), new TestOptions(), () => { isDryRun = Deployment.Instance.IsDryRun; });

        Assert.True(isDryRun);
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
        var resolved = await Run.ResolveAsync(() => new Machine("m", null).Id, new EmptyMocks(), isPreview: false);

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

    [Fact]
    public async Task An_existing_resource_is_read_by_its_id()
    {
        var mocks = new RecordingMocks(args => ImmutableDictionary<string, object>.Empty.Add("address", $"of {args.Id}"));
        var resolved = await Run.ResolveAsync(
            () => Output.Tuple(Machine.Get("m", "42").Id, Machine.Get("n", "43").Address), mocks);

        Assert.Equal(("42", "of 43"), resolved.Value);
    }

    [Fact]
    public async Task An_imported_resource_tells_its_id()
    {
        var mocks = await Run.RecordAsync(() =>
        {
            _ = new Machine("m", null, new CustomResourceOptions { ImportId = "7" });
            _ = new Machine("n", null);
        });

        Assert.Equal("7", mocks["m"].Id);
        Assert.Equal("", mocks["n"].Id);
    }

    [Fact]
    public async Task A_component_registers_its_output_properties_and_secrets_stay_secret()
    {
        var mocks = new RecordingMocks(_ => ImmutableDictionary<string, object>.Empty.Add("address", "10.0.0.1"));
        await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, () => { _ = new Rack("r"); });

        var outputs = mocks.Outputs.Single(request => request.Urn.EndsWith("::r", StringComparison.Ordinal)).Outputs;
        Assert.Equal(["Secret", "address"], outputs.Keys.Order(StringComparer.Ordinal));
        Assert.True(await Output.IsSecretAsync(outputs["Secret"]));
        Assert.False(await Output.IsSecretAsync(outputs["address"]));
        Assert.Equal("10.0.0.1", await Pulumi.Utilities.OutputUtilities.GetValueAsync(outputs["address"]));
    }
}
