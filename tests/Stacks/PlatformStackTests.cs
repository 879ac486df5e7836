using System.Collections.Concurrent;
using System.Collections.Immutable;
using Infra.Stacks;
using Infra.Tests.K3s;
using Infra.Tests.Planning;
using Moq;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;
using Xunit;

namespace Infra.Tests.Stacks;

public sealed class PlatformStackTests
{
    private readonly ConcurrentQueue<MockResourceArgs> _commands = [];

    [Fact]
    public async Task The_kubeconfig_is_a_secret_that_leads_to_the_endpoint_and_to_every_server()
    {
        var stack = await Deploy("prod");
        Assert.True(await Output.IsSecretAsync(stack.Kubeconfig));
        var kubeconfig = await OutputUtilities.GetValueAsync(stack.Kubeconfig);
        Assert.Contains("https://k8s.example.com:6443", kubeconfig, StringComparison.Ordinal);
        Assert.Contains("c2VjcmV0", kubeconfig, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", kubeconfig, StringComparison.Ordinal);
        Assert.All([2, 3], number => Assert.Contains($"prod-{number}", kubeconfig, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_tenants_address_is_an_output_whichever_order_the_settings_have()
    {
        var addresses = await OutputUtilities.GetValueAsync((await Deploy("prod")).Addresses);
        Assert.Equal(["acme", "globex", "initech"], addresses.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("address of acme-node-floating", addresses["acme"]);
        Assert.Equal("address of globex-node-ipv4", addresses["globex"]);
    }

    [Fact]
    public async Task Existing_machines_are_reached_with_the_key_that_the_program_is_given()
    {
        await Deploy("ssh");
        Assert.NotEmpty(_commands);
        Assert.All(_commands, command =>
            Assert.Equal("the-key", ((ImmutableDictionary<string, object>)command.Inputs["connection"])["privateKey"]));
    }

    private async Task<PlatformStack> Deploy(string label)
    {
        var number = 100;
        var mocks = new Mock<IMocks>();
        mocks.Setup(engine => engine.NewResourceAsync(It.IsAny<MockResourceArgs>())).ReturnsAsync((MockResourceArgs args) =>
        {
            var state = args.Inputs;
            switch (args.Type)
            {
                case "hcloud:index/primaryIp:PrimaryIp" or "hcloud:index/floatingIp:FloatingIp":
                    state = state.SetItem("ipAddress", $"address of {args.Name}");
                    break;
                case "hcloud:index/server:Server":
                    state = state.SetItem("ipv4Address", $"address of {args.Name}");
                    break;
                case "command:remote:Command":
                    _commands.Enqueue(args);
                    state = state.SetItem("stdout", EntryServer.Prints(args.Name!));
                    break;
                case "random:index/randomPassword:RandomPassword":
                    state = state.SetItem("result", "a-token");
                    break;
                case "tls:index/privateKey:PrivateKey":
                    state = state.SetItem("privateKeyOpenssh", "a-key").SetItem("publicKeyOpenssh", "a-public-key");
                    break;
            }

            return ($"{Interlocked.Increment(ref number)}", state);
        });
        PlatformStack? stack = null;
        var provider = new Mock<IServiceProvider>();
        provider.Setup(services => services.GetService(typeof(PlatformStack)))
            .Returns(() => stack = new PlatformStack(PlannedStack.Get(label).Settings, Output.CreateSecret("the-key")));
        await Deployment.TestWithServiceProviderAsync<PlatformStack>(mocks.Object, provider.Object, new TestOptions { IsPreview = false });
        return stack!;
    }
}
