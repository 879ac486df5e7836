using System.Collections.Immutable;
using Infra.Stacks.Providers;
using Infra.Stacks.Providers.HCloud;
using Pulumi;
using Pulumi.Testing;
using Xunit;

namespace Infra.Tests.Providers.HCloud;

public sealed class ServerTypeHookTests
{
    private static readonly HCloudProvider Provider = NodeProviders.Get<HCloudProvider>();

    [Fact]
    public async Task A_type_that_the_server_cannot_have_is_refused_before_anything_happens_with_what_to_do()
    {
        var hook = Assert.Single((await BoundAsync(new Pulumi.HCloud.ServerArgs { ServerType = "cpx12", Image = "debian-13" })));

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => hook.Callback(Update("cpx22", "cpx12", diskGb: 80)));

        Assert.Equal(
            "prod-acme stays a cpx22: cpx12 has a disk of 40 GB, and the server's has 80, which can't shrink. Take another type, or have a "
            + "new server come in its place by a new text at the tenant's 'rebuild': what is on the old one's disk goes. For the control "
            + "plane see 'Changing server types' in docs/operations.md.",
            refusal.Message);
        Assert.True(hook.Options.OnDryRun);
    }

    [Theory]
    [InlineData("cpx22", "cpx32", 80)]
    [InlineData("cpx22", "cpx22", 80)]
    // It was a cpx12 once, and has kept its disk.
    [InlineData("cpx22", "cpx12", 40)]
    [InlineData("cpx22", "cpx99", 80)]
    public async Task A_type_that_it_can_have_passes(string before, string after, int diskGb)
    {
        var hook = Assert.Single((await BoundAsync(new Pulumi.HCloud.ServerArgs { ServerType = after, Image = "debian-13" })));
        await hook.Callback(Update(before, after, diskGb));
    }

    [Fact]
    public async Task An_update_of_whose_types_nothing_is_known_passes()
    {
        var hook = Assert.Single((await BoundAsync(new Pulumi.HCloud.ServerArgs { ServerType = "cpx12", Image = "debian-13" })));
        await hook.Callback(new ResourceHookArgs("urn", "1", "acme-node", HCloudTypes.Server));
    }

    [Fact]
    public void Machines_that_exist_need_none() =>
        Assert.Empty(NodeProviders.All.Single(provider => provider != Provider).Transformations());

    private static ResourceHookArgs Update(string before, string after, int diskGb) => new(
        "urn:pulumi:prod::infra::hcloud:index/server:Server::acme-node", "1", "acme-node", HCloudTypes.Server,
        newInputs: Inputs(after), oldInputs: Inputs(before),
        oldOutputs: Inputs(before).Add("primaryDiskSize", (double)diskGb));

    private static ImmutableDictionary<string, object?> Inputs(string type) =>
        ImmutableDictionary<string, object?>.Empty.Add("name", "prod-acme").Add("serverType", type);

    // Another resource beside the server has none.
    private static async Task<List<ResourceHook>> BoundAsync(Pulumi.HCloud.ServerArgs args)
    {
        var bound = new List<ResourceHook>();
        await Deployment.TestAsync(new Mocks(), new TestOptions { IsPreview = false }, () =>
        {
            List<ResourceTransformation> transformations = [.. Provider.Transformations(), Look];
            _ = new Pulumi.HCloud.Server("acme-node", args, new CustomResourceOptions { ResourceTransformations = transformations });
            _ = new Pulumi.HCloud.Network(
                "network", new Pulumi.HCloud.NetworkArgs { IpRange = "10.0.0.0/16" },
                new CustomResourceOptions { ResourceTransformations = transformations });
        });
        return bound;

        ResourceTransformationResult? Look(ResourceTransformationArgs seen)
        {
            if (seen.Resource is Pulumi.HCloud.Server) bound.AddRange(seen.Options.Hooks.BeforeUpdate);
            else Assert.Empty(seen.Options.Hooks.BeforeUpdate);
            return null;
        }
    }

    private sealed class Mocks : IMocks
    {
        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args) =>
            Task.FromResult<(string?, object)>((args.Name, args.Inputs));

        public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException();
    }
}
