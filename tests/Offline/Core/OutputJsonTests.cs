using System.Text.Json;
using Pulumi;
using Pulumi.Utilities;
using Xunit;

namespace Infra.Tests.Offline;

public sealed class OutputJsonTests
{
    [Fact]
    public async Task Outputs_inside_an_object_are_written_in_their_place()
    {
        var resolved = await Run.ResolveAsync(() =>
        {
            var machine = new Machine("one", new MachineArgs { Name = "one" });
            return Output.JsonSerialize(Output.Create(new Dictionary<string, object?>
            {
                ["name"] = machine.Name,
                ["list"] = new InputList<string> { "a", Output.Create("b") },
                ["nested"] = Output.Create(new { Id = machine.Id }),
                ["plain"] = 1,
            }));
        });

        Assert.Equal("""{"name":"one","list":["a","b"],"nested":{"Id":"one_id"},"plain":1}""", resolved.Value);
        Assert.Equal(["one"], resolved.Resources);
        Assert.False(resolved.IsSecret);
    }

    [Fact]
    public async Task A_secret_inside_makes_the_text_secret_and_an_unknown_value_makes_it_unknown()
    {
        var secret = await Run.ResolveAsync(() => Output.JsonSerialize(Output.Create(new[] { Output.CreateSecret("s") })));
        var unknown = await Run.ResolveAsync(() => Output.JsonSerialize(Output.Create(new[] { OutputUtilities.CreateUnknown("u") })));

        Assert.Equal(("""["s"]""", true, true), (secret.Value, secret.IsSecret, secret.IsKnown));
        Assert.False(unknown.IsKnown);
    }

    [Fact]
    public async Task Options_are_followed()
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
        var resolved = await Run.ResolveAsync(() => Output.JsonSerialize(Output.Create(new { Value = (Input<int>)3 }), options));

        Assert.Equal("""{"value":3}""", resolved.Value);
    }

    [Fact]
    public async Task Text_is_read_and_stays_secret()
    {
        var resolved = await Run.ResolveAsync(() => Output.JsonDeserialize<Dictionary<string, int>>(Output.CreateSecret("""{"a":1}""")));

        Assert.Equal(1, resolved.Value["a"]);
        Assert.True(resolved.IsSecret);
    }
}
