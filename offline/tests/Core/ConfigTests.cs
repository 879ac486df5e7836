using Pulumi;
using Pulumi.Testing;
using Xunit;

namespace Infra.Offline.Tests.Core;

/// <summary>Configuration is an environment variable of the process, so nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(ConfigTests), DisableParallelization = true)]
[Collection(nameof(ConfigTests))]
public sealed class ConfigTests : IDisposable
{
    private const string Variable = "PULUMI_CONFIG";
    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, _before);

    [Fact]
    public async Task A_key_belongs_to_its_namespace()
    {
        await WithAsync("""{"p:text":"t","other:text":"o"}""", () =>
        {
            var config = new Config();
            Assert.Equal("t", config.Get("text"));
            Assert.Equal("o", new Config("other").Get("text"));
            Assert.Null(config.Get("absent"));
            Assert.Null(config.GetSecret("absent"));
        });
    }

    [Fact]
    public async Task Secrets_are_secret_outputs()
    {
        Output<string>? secret = null;
        await WithAsync("""{"p:token":"hidden"}""", () => secret = new Config().GetSecret("token"));

        Assert.True(await Output.IsSecretAsync(secret!));
    }

    private static async Task WithAsync(string configuration, Action program)
    {
        Environment.SetEnvironmentVariable(Variable, configuration);
        await Deployment.TestAsync(new RecordingMocks(), new TestOptions { ProjectName = "p" }, program);
    }
}
