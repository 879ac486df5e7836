using Pulumi;
using Pulumi.Utilities;
using Xunit;

namespace Infra.Offline.Tests.Core;

public sealed class OutputTests
{
    [Fact]
    public async Task A_value_is_known_plain_and_comes_from_nothing()
    {
        var resolved = await Run.ResolveAsync(() => Output.Create(5).Apply(value => value + 1));

        Assert.Equal((6, true, false), (resolved.Value, resolved.IsKnown, resolved.IsSecret));
        Assert.Empty(resolved.Resources);
    }

    [Fact]
    public async Task What_is_derived_from_a_secret_is_secret()
    {
        var resolved = await Run.ResolveAsync(() => Output.CreateSecret("hidden").Apply(text => $"plain-{text}"));

        Assert.Equal("plain-hidden", resolved.Value);
        Assert.True(resolved.IsSecret);
    }

    [Fact]
    public async Task A_secret_inside_an_apply_makes_the_result_secret()
    {
        var secret = await Run.ResolveAsync(() => Output.Create(1).Apply(_ => Output.CreateSecret(2)));

        Assert.True(secret.IsSecret);
    }

    [Fact]
    public async Task Nothing_is_applied_to_an_unknown_value()
    {
        var calls = 0;
        var resolved = await Run.ResolveAsync(() => OutputUtilities.CreateUnknown("?").Apply(value =>
        {
            calls++;
            return value.Length;
        }));

        Assert.False(resolved.IsKnown);
        Assert.Equal(0, calls);
    }

    [Fact]
    public async Task A_combination_is_unknown_when_one_part_is()
    {
        var all = await Run.ResolveAsync(() => Output.All(Output.Create(1), OutputUtilities.CreateUnknown(2)));
        var tuple = await Run.ResolveAsync(() => Output.Tuple(Output.Create(1), Output.Create("a"), OutputUtilities.CreateUnknown(2)));

        Assert.False(all.IsKnown);
        Assert.False(tuple.IsKnown);
    }

    [Fact]
    public async Task A_combination_comes_from_the_resources_of_all_its_parts()
    {
        var resolved = await Run.ResolveAsync(() =>
        {
            var first = new Machine("first", new MachineArgs { Name = "first" });
            var second = new Machine("second", new MachineArgs { Name = "second" });
            return Output.Tuple(first.Name, second.Id, Output.Create(7)).Apply(parts => $"{parts.Item1} {parts.Item2} {parts.Item3}");
        });

        Assert.Equal("first second_id 7", resolved.Value);
        Assert.Equal(["first", "second"], resolved.Resources);
    }

    [Fact]
    public async Task A_tuple_takes_up_to_eight_parts_in_their_order()
    {
        Output<int> Of(int value) => Output.Create(Task.Run(() => value));
        var resolved = await Run.ResolveAsync(() => Output.Tuple(Of(1), Of(2), Of(3), Of(4), Of(5), Of(6), Of(7), Of(8)));

        Assert.Equal((1, 2, 3, 4, 5, 6, 7, 8), resolved.Value);
    }

    [Fact]
    public async Task A_missing_input_counts_as_its_default()
    {
        Input<int>? missing = null;
        var resolved = await Run.ResolveAsync(() => missing.ToOutput().Apply(value => value + 1));

        Assert.Equal(1, resolved.Value);
    }
}
