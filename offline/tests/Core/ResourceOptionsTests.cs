using Pulumi;
using Pulumi.Utilities;
using Xunit;

namespace Infra.Offline.Tests.Core;

public sealed class ResourceOptionsTests
{
    [Fact]
    public void Single_values_are_replaced_where_the_second_options_have_them()
    {
        var merged = CustomResourceOptions.Merge(
            new CustomResourceOptions { Protect = true, DeleteBeforeReplace = true, RetainOnDelete = true },
            new CustomResourceOptions { Protect = false });

        Assert.False(merged.Protect);
        Assert.True(merged.DeleteBeforeReplace);
        Assert.True(merged.RetainOnDelete);
    }

    [Fact]
    public async Task Lists_are_joined_and_the_originals_stay_as_they_were()
    {
        await Run.RecordAsync(() =>
        {
            var first = new CustomResourceOptions
            {
                IgnoreChanges = { "a" },
                AdditionalSecretOutputs = { "x" },
                DependsOn = { new Machine("one", null) },
            };
            var second = new CustomResourceOptions
            {
                IgnoreChanges = { "b" },
                AdditionalSecretOutputs = { "y" },
                DependsOn = { new Machine("two", null) },
            };
            var merged = CustomResourceOptions.Merge(first, second);

            Assert.Equal(["a", "b"], merged.IgnoreChanges);
            Assert.Equal(["x", "y"], merged.AdditionalSecretOutputs);
            Assert.Equal(["a"], first.IgnoreChanges);
            merged.DependsOn.Add(new Machine("three", null));
            Output.Tuple(merged.DependsOn.ToOutput(), second.DependsOn.ToOutput()).Apply(both =>
            {
                Assert.Equal((3, 1), (both.Item1.Length, both.Item2.Length));
                return 0;
            });
        });
    }

    [Fact]
    public void Merging_nothing_gives_empty_options()
    {
        Assert.Null(CustomResourceOptions.Merge(null, null).Parent);
    }

    [Fact]
    public async Task Dependencies_can_be_an_output()
    {
        var mocks = await Run.RecordAsync(() =>
        {
            var machine = new Machine("m", null);
            InputList<Resource> unknown = OutputUtilities.CreateUnknown<IEnumerable<Resource>>([machine]);
            _ = new Machine("n", null, new CustomResourceOptions { DependsOn = unknown });
            _ = new Machine("o", null, new CustomResourceOptions { DependsOn = Output.Create<Resource>(machine) });
        });

        Assert.Equal(3, mocks.Resources.Count);
    }

    [Fact]
    public async Task No_resource_among_the_dependencies_is_none()
    {
        var mocks = await Run.RecordAsync(() =>
            _ = new Machine("m", null, new CustomResourceOptions { DependsOn = new Resource[] { null!, new Machine("n", null) } }));

        Assert.Equal(2, mocks.Resources.Count);
    }
}
