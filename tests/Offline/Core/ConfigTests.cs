using System.Text.Json;
using Pulumi;
using Pulumi.Testing;
using Xunit;

namespace Infra.Tests.Offline;

/// <summary>Configuration is an environment variable of the process, so nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(ConfigTests), DisableParallelization = true)]
[Collection(nameof(ConfigTests))]
public sealed class ConfigTests : IDisposable
{
    private const string Variable = "PULUMI_CONFIG";
    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, _before);

    [Fact]
    public async Task Values_are_read_in_their_types()
    {
        await WithAsync("""
            {"p:text":"t","p:flag":"true","p:whole":"-7","p:broken":"1.5","p:object":"{\"A\":[1]}","other:text":"o"}
            """, () =>
        {
            var config = new Config();
            Assert.Equal("t", config.Require("text"));
            Assert.True(config.RequireBoolean("flag"));
            Assert.Equal(-7, config.GetInt32("whole"));
            Assert.Equal(1.5, config.RequireDouble("broken"));
            Assert.Equal(1, config.RequireObject<Dictionary<string, int[]>>("object")["A"][0]);
            Assert.Equal("o", new Config("other").Get("text"));
            Assert.Null(config.Get("absent"));
            Assert.Null(config.GetBoolean("absent"));
            Assert.Null(config.GetObject<string>("absent"));
            Assert.Null(config.GetSecret("absent"));
        });
    }

    [Fact]
    public async Task Json_options_are_followed()
        => await WithAsync("""{"p:object":"{\"a\":1}"}""", () =>
        {
            var options = new JsonSerializerOptions { PropertyNameCaseInsensitive = true };
            Assert.Equal(1, new Config().RequireObject<Shape>("object", options).A);
        });

    [Fact]
    public async Task Secrets_are_secret_outputs()
    {
        Output<string>? secret = null;
        await WithAsync("""{"p:token":"hidden"}""", () => secret = new Config().RequireSecret("token"));

        Assert.True(await Output.IsSecretAsync(secret!));
    }

    [Fact]
    public async Task A_missing_value_is_refused_with_the_command_that_sets_it()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => WithAsync("{}", () => new Config().Require("text")));

        Assert.Contains("`pulumi config set p:text <value>`", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_of_the_wrong_type_is_refused_and_named()
    {
        var error = await Assert.ThrowsAsync<RunException>(
            () => WithAsync("""{"p:whole":"many"}""", () => new Config().RequireInt32("whole")));

        Assert.Contains("'p:whole' value 'many' is not a valid Int32", error.Message, StringComparison.Ordinal);
    }

    private static async Task WithAsync(string configuration, Action program)
    {
        Environment.SetEnvironmentVariable(Variable, configuration);
        await Deployment.TestAsync(new RecordingMocks(), new TestOptions { ProjectName = "p" }, program);
    }

    private sealed record Shape(int A);
}
