using Infra.Planning;
using Moq;
using Pulumi;
using Pulumi.Random;
using Pulumi.Testing;
using Xunit;

namespace Infra.Tests.Planning;

/// <summary>What resources were called before, by the rules of Pulumi's engine.</summary>
public sealed class AliasTests
{
    private const string Prefix = "urn:pulumi:dev::infra::";
    private const string Password = "random:index/randomPassword:RandomPassword";

    [Fact]
    public async Task A_resource_is_found_by_its_former_name_type_parent_or_whole_URN()
    {
        var aliases = await AliasesAsync(
            "new",
            new Alias { Name = "old" },
            new Alias { Type = "random:index/randomString:RandomString" },
            new Alias { NoParent = true },
            new Alias { Stack = "prod" },
            new Alias { Urn = "urn:pulumi:a::b::c::d" });
        Assert.Equal(
            new[]
            {
                $"{Prefix}test:Group${Password}::old", $"{Prefix}test:Group$random:index/randomString:RandomString::new",
                $"{Prefix}{Password}::new",
                $"urn:pulumi:prod::infra::test:Group${Password}::new", "urn:pulumi:a::b::c::d",
            }.Order(StringComparer.Ordinal),
            aliases);
    }

    [Fact]
    public async Task Who_has_a_renamed_parent_is_found_by_that_parents_former_name()
    {
        Assert.Equal([$"{Prefix}test:OldGroup${Password}::apart"], await AliasesAsync("apart", [], [new Alias { Type = "test:OldGroup" }]));
        Assert.Equal(
            [$"{Prefix}test:Group${Password}::former-token"], await AliasesAsync("group-token", [], [new Alias { Name = "former" }]));
    }

    [Fact]
    public async Task Who_never_had_another_name_has_no_alias() => Assert.Empty(await AliasesAsync("new"));

    private static Task<IEnumerable<string>> AliasesAsync(string name, params Alias[] own) => AliasesAsync(name, own, []);

    private static async Task<IEnumerable<string>> AliasesAsync(string name, Alias[] own, Alias[] parents)
    {
        var recorder = new ResourceRecorder();
        RandomPassword? child = null;
        var mocks = new Mock<IMocks>();
        mocks.Setup(mock => mock.NewResourceAsync(It.IsAny<MockResourceArgs>()))
            .ReturnsAsync((MockResourceArgs args) => (args.Name, (object)args.Inputs));
        await Deployment.TestAsync(mocks.Object, new TestOptions { IsPreview = false }, () =>
        {
            var options = new ComponentResourceOptions { ResourceTransformations = { recorder.Record } };
            options.Aliases.AddRange(parents.Select(alias => (Input<Alias>)alias));
            var group = new Group("group", options);
            var childOptions = new CustomResourceOptions { Parent = group };
            childOptions.Aliases.AddRange(own.Select(alias => (Input<Alias>)alias));
            child = new RandomPassword(name, new RandomPasswordArgs { Length = 8 }, childOptions);
        });
        var urns = await Urns.ReadAsync("infra", "dev", recorder.Resources);
        return urns.AliasesOf(child!).Order(StringComparer.Ordinal);
    }

    private sealed class Group(string name, ComponentResourceOptions options) : ComponentResource("test:Group", name, options);
}
