using Pulumi;
using Xunit;

namespace Infra.Offline.Tests.Core;

public sealed class ProviderTests
{
    [Fact]
    public async Task Without_a_provider_the_reference_is_empty()
    {
        var mocks = await Run.RecordAsync(() => new Machine("m", null));

        Assert.Equal("", mocks["m"].Provider);
    }

    [Fact]
    public async Task A_provider_is_referred_to_by_urn_and_id()
    {
        var mocks = await Run.RecordAsync(() => new Machine("m", null, new CustomResourceOptions { Provider = new SampleProvider("p") }));

        Assert.Equal("pulumi:providers:sample", mocks["p"].Type);
        Assert.Equal("urn:pulumi:stack::project::pulumi:pulumi:Stack$pulumi:providers:sample::p::p_id", mocks["m"].Provider);
    }

    [Fact]
    public async Task Resources_in_a_component_take_its_provider_of_their_package()
    {
        var mocks = await Run.RecordAsync(() =>
        {
            _ = new Rack("one", new ComponentResourceOptions { Provider = new SampleProvider("p") });
            var group = new ComponentResource(
                "sample:index:Group", "group", new ComponentResourceOptions { Provider = new SampleProvider("q") });
            _ = new Rack("two", new ComponentResourceOptions { Parent = group });
            _ = new CustomResource("third:index:Thing", "thing", null, new CustomResourceOptions { Parent = group });
        });

        Assert.EndsWith("::p::p_id", mocks["one-0"].Provider, StringComparison.Ordinal);
        Assert.EndsWith("::q::q_id", mocks["two-0"].Provider, StringComparison.Ordinal);
        Assert.Equal("", mocks["thing"].Provider);
        Assert.Equal("", mocks["group"].Provider);
    }

    [Fact]
    public async Task A_resource_hands_its_provider_to_the_resources_below_it()
    {
        var mocks = await Run.RecordAsync(() =>
        {
            var parent = new Machine("parent", null, new CustomResourceOptions { Provider = new SampleProvider("p") });
            _ = new Machine("child", null, new CustomResourceOptions { Parent = parent });
        });

        Assert.Equal(mocks["parent"].Provider, mocks["child"].Provider);
    }
}
