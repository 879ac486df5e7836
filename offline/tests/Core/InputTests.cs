using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;
using Pulumi.Utilities;
using Xunit;

namespace Infra.Offline.Tests.Core;

public sealed class InputTests
{
    [Fact]
    public async Task A_mock_sees_camel_case_names_doubles_arrays_and_dictionaries()
    {
        var mocks = await Run.RecordAsync(() => new Machine("m", new MachineArgs
        {
            Name = Output.CreateSecret("secret name"),
            Cores = 4,
            Ports = { 80, Output.Create(443) },
            Labels = { { "a", "1" }, { "b", Output.Create("2") } },
            Disks = { new DiskArgs { Label = "root", Gigabytes = 10 }, new DiskArgs { Label = "data" } },
            Size = Size.Small,
            Target = "http",
        }));

        var inputs = mocks["m"].Inputs;
        Assert.Equal("secret name", inputs["name"]);
        Assert.Equal(4.0, inputs["cores"]);
        Assert.Equal([80.0, 443.0], Assert.IsType<ImmutableArray<object>>(inputs["ports"]).ToArray());
        var labels = Assert.IsType<ImmutableDictionary<string, object>>(inputs["labels"]);
        Assert.Equal(("1", "2", 2), (labels["a"], labels["b"], labels.Count));
        var disks = Assert.IsType<ImmutableArray<object>>(inputs["disks"]);
        Assert.Equal(10.0, Assert.IsType<ImmutableDictionary<string, object>>(disks[0])["gigabytes"]);
        Assert.Equal(["label"], Assert.IsType<ImmutableDictionary<string, object>>(disks[1]).Keys);
        Assert.Equal("small", inputs["size"]);
        Assert.Equal("http", inputs["target"]);
        Assert.False(inputs.ContainsKey("owner"));
    }

    [Fact]
    public async Task A_property_with_an_unknown_part_is_left_out()
    {
        var mocks = await Run.RecordAsync(() => new Machine("m", new MachineArgs
        {
            Name = "kept",
            Disks = { new DiskArgs { Label = "known" }, new DiskArgs { Label = OutputUtilities.CreateUnknown("?") } },
        }));

        Assert.Equal(["name"], mocks["m"].Inputs.Keys);
    }

    [Fact]
    public async Task Inputs_marked_as_json_arrive_as_text()
    {
        var mocks = await Run.RecordAsync(() => new SampleProvider("p", new SampleProviderArgs { Verbose = true, Regions = ["eu", "us"] }));

        Assert.Equal("true", mocks["p"].Inputs["verbose"]);
        Assert.Equal(["eu", "us"], JsonSerializer.Deserialize<string[]>((string)mocks["p"].Inputs["regions"])!);
    }

    [Fact]
    public async Task In_json_text_a_secret_stays_wrapped_and_what_is_unknown_keeps_the_engines_mark()
    {
        var mocks = await Run.RecordAsync(() => new SampleProvider("p", new SampleProviderArgs
        {
            Root = new DiskArgs { Label = Output.CreateSecret("hidden"), Gigabytes = OutputUtilities.CreateUnknown(1.0) },
        }));

        using var json = JsonDocument.Parse((string)mocks["p"].Inputs["root"]);
        var label = json.RootElement.GetProperty("label");
        Assert.Equal("1b47061264138c4ac30d75fd1eb44270", label.GetProperty("4dabf18193072939515e22adb298388d").GetString());
        Assert.Equal("hidden", label.GetProperty("value").GetString());
        Assert.Equal("04da6b54-80e4-46f7-96ec-b56ff0331ba9", json.RootElement.GetProperty("gigabytes").GetString());
    }

    [Fact]
    public async Task A_missing_required_input_fails_the_run_and_is_named()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => Run.RecordAsync(
            () => new Machine("m", new MachineArgs { Disks = { new DiskArgs() } })));

        Assert.Contains("DiskArgs.Label is required but was not given a value", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_no_provider_understands_fails_the_run_and_is_named()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => Run.RecordAsync(
            () => new Machine("m", new MachineArgs { Owner = new Uri("https://example.org") })));

        Assert.Contains("error serializing property \"owner\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("System.Uri is not a supported argument type", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_without_a_value_fails_the_run_and_is_named_as_the_engine_refuses_it()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => Run.RecordAsync(
            () => new Machine("m", new MachineArgs { Name = Output.CreateSecret((string)null!) })));

        Assert.Contains("malformed RPC secret: missing value (at name)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_may_be_doubled_with_the_same_value_alone()
    {
        var same = await Run.ResolveAsync(() => new InputMap<string> { { "a", "1" }, { "a", "1" } }.ToOutput());
        var error = await Assert.ThrowsAnyAsync<Exception>(() => Run.RecordAsync(
            () => new Machine("m", new MachineArgs { Labels = new() { { "a", "1" }, { "a", "2" } } })));

        Assert.Equal("1", same.Value["a"]);
        Assert.Contains("with a different value", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collection_is_read_without_waiting_in_line()
    {
        var items = new List<int>();
        await foreach (var item in (InputList<int>)new[] { 1, 2 })
        {
            items.Add(await OutputUtilities.GetValueAsync(item.ToOutput()));
        }

        Assert.Equal([1, 2], items);
        Assert.Throws<NotSupportedException>(() => { foreach (var _ in new InputList<int>()) { } });
    }
}
