using Pulumi;
using Pulumi.Utilities;
using Xunit;

namespace Infra.Tests.Offline;

public sealed class ResourceOptionsTests
{
    [Fact]
    public void Single_values_are_replaced_where_the_second_options_have_them()
    {
        var merged = CustomResourceOptions.Merge(
            new CustomResourceOptions { Version = "1", Protect = true, DeleteBeforeReplace = true, RetainOnDelete = true },
            new CustomResourceOptions { Version = "2", Protect = false, ImportId = "i" });

        Assert.Equal(("2", false, "i"), (merged.Version, merged.Protect, merged.ImportId));
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
                Aliases = { new Alias { Name = "old" } },
                DependsOn = { new Machine("two", null) },
            };
            var merged = CustomResourceOptions.Merge(first, second);

            Assert.Equal(["a", "b"], merged.IgnoreChanges);
            Assert.Equal(["x", "y"], merged.AdditionalSecretOutputs);
            Assert.Single(merged.Aliases);
            Assert.Equal(["a"], first.IgnoreChanges);
            merged.DependsOn.Add(new Machine("three", null));
            var lengths = Output.Tuple(merged.DependsOn.ToOutput().Length(), second.DependsOn.ToOutput().Length());
            lengths.Apply(both => { Assert.Equal((3, 1), both); return 0; });
        });
    }

    [Fact]
    public void Merging_nothing_gives_empty_options()
    {
        Assert.Null(CustomResourceOptions.Merge(null, null).Parent);
        Assert.Empty(ComponentResourceOptions.Merge(null, null).Providers);
    }

    [Fact]
    public async Task Of_two_providers_of_one_package_the_later_counts()
    {
        await Run.RecordAsync(() =>
        {
            var merged = ComponentResourceOptions.Merge(
                new ComponentResourceOptions { Providers = { new SampleProvider("first") } },
                new ComponentResourceOptions { Providers = { new SampleProvider("second") } });

            Assert.Equal("second", Assert.Single(merged.Providers).GetResourceName());
        });
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
