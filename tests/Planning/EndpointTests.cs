using Infra.Planning;
using Infra.Tests.Settings;
using Xunit;

namespace Infra.Tests.Planning;

public sealed class EndpointTests
{
    [Theory]
    [InlineData("k8s.example.com", "k8s.example.com")]
    [InlineData("203.0.113.9", "203.0.113.9")]
    [InlineData("2001:DB8:0::9", "[2001:db8::9]")]
    public void Administrators_reach_the_API_at_the_endpoint(string endpoint, string host)
    {
        var settings = SettingsText.Ssh().With("cluster.controlPlane.endpoint", $"\"{endpoint}\"");

        var kubeconfig = PlannedStack.Of("endpoint", settings).Plan.OfType("pulumi:providers:kubernetes").Single().Readable["kubeconfig"];

        Assert.Contains($"https://{host}:6443", kubeconfig!.GetValue<string>(), StringComparison.Ordinal);
    }
}
