using System.Collections.Immutable;
using Infra.Components.Grammars;
using Infra.Stacks.Providers.Ssh;
using Infra.Stacks.Settings;
using Infra.Stacks.Settings.Reading;
using Xunit;

namespace Infra.Tests.Settings.Reading;

public class ShapeTests
{
    [Fact]
    public void A_setting_is_what_its_property_says()
    {
        var setting = Shape.Of(typeof(Sample)).Settings[0];

        Assert.Equal("firstPort", setting.Key);
        Assert.Equal(22, setting.Default);
        Assert.False(setting.IsRequired);
        Assert.IsType<Port>(Assert.IsType<Form.Scalar>(setting.Form).Grammar);
        Assert.True(Shape.Of(typeof(Sample)).Settings[1].IsRequired);
    }

    [Fact]
    public void What_is_computed_is_no_setting() =>
        Assert.Equal(["firstPort", "names"], Shape.Of(typeof(Sample)).Settings.Select(setting => setting.Key));

    [Fact]
    public void A_property_that_does_not_say_what_it_looks_like_is_the_developers_mistake() => Assert.Equal(
        "Unfinished.Name needs a [Form<…>] that says what it looks like.",
        Assert.Throws<InvalidOperationException>(() => Shape.Of(typeof(Unfinished))).Message);

    // A default that its own grammar refuses couldn't be written down.
    [Theory]
    [InlineData(typeof(ClusterSettings))]
    [InlineData(typeof(TenantSettings))]
    [InlineData(typeof(ExistingHost))]
    public void A_default_obeys_its_own_grammar(Type record)
    {
        foreach (var setting in Shape.Of(record).Settings)
        {
            if (setting is { Default: string or int, Form: Form.Scalar scalar })
                Assert.Null(scalar.Grammar.Check(FormattableString.Invariant($"{setting.Default}")));
        }
    }

    private sealed record Sample
    {
        [Form<Port>]
        public int FirstPort { get; init; } = 22;

        [Form<HostName>]
        public required ImmutableArray<string> Names { get; init; } = [];

        public int Count => Names.Length;
    }

    private sealed record Unfinished
    {
        public string? Name { get; init; }
    }
}
