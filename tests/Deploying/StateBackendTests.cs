using Infra.Configuration;
using Infra.Deploying;
using Xunit;

namespace Infra.Tests.Deploying;

public sealed class StateBackendTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("infra-login-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Theory]
    [InlineData("PULUMI_HOME")]
    [InlineData("PULUMI_CREDENTIALS_PATH")]
    public void What_the_environment_says_comes_before_the_project_and_that_before_the_login(string homeVariable)
    {
        File.WriteAllText(Path.Combine(_home, "credentials.json"), """{ "current": "s3://login", "accounts": {} }""");

        Assert.Equal("s3://login", Find(null, (homeVariable, _home), ("PULUMI_ACCESS_TOKEN", "pul-1")).Url);
        Assert.Equal("s3://project", Find("s3://project", (homeVariable, _home)).Url);
        Assert.Equal("s3://chosen", Find("s3://project", (homeVariable, _home), ("PULUMI_BACKEND_URL", "s3://chosen")).Url);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{ \"current\": \"\" }")]
    [InlineData("{ \"current\": ")]
    [InlineData("{ \"current\": 1 }")]
    public void A_login_that_names_no_place_is_none(string credentials)
    {
        File.WriteAllText(Path.Combine(_home, "credentials.json"), credentials);

        Assert.Equal(new StateBackend("file:///checkout/.build/state", IsLocal: true), Find(null, ("PULUMI_HOME", _home)));
        Assert.Equal("https://api.pulumi.com", Find(null, ("PULUMI_HOME", _home), ("PULUMI_ACCESS_TOKEN", "pul-1")).Url);
    }

    private static StateBackend Find(string? project, params (string Name, string Value)[] environment) => StateBackend.Find(
        new Project("/checkout", "infra", "infra", "/checkout", project),
        name => environment.FirstOrDefault(variable => variable.Name == name).Value);
}
