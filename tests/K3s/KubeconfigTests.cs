using System.Collections.Immutable;
using Infra.Components.K3s;
using Xunit;

namespace Infra.Tests.K3s;

public sealed class KubeconfigTests
{
    // "default" stands in the certificate too: replacing text would break it.
    private const string Written = """
        apiVersion: v1
        clusters:
        - cluster:
            certificate-authority-data: QUJDdefaultREVG
            server: https://127.0.0.1:6443
          name: default
        contexts:
        - context:
            cluster: default
            user: default
          name: default
        current-context: default
        kind: Config
        users:
        - name: default
          user:
            client-certificate-data: Y2VydGRlZmF1bHQ=
            client-key-data: a2V5
        """;

    private static readonly ImmutableArray<ApiServer> Servers =
    [
        new("prod", "https://api.example.org:6443"),
        new("prod-2", "https://203.0.113.12:6443"),
        new("prod-3", "https://203.0.113.13:6443"),
    ];

    [Fact]
    public void Each_server_gets_a_context_and_certificates_stay_as_they_are() => Snapshot.Matches("kubeconfig.yaml", Kubeconfig.Rewrite(
        Written,
        "prod",
        Servers));

    [Fact]
    public void A_tenants_kubeconfig_has_its_token_and_its_namespace() => Snapshot.Matches("tenant-kubeconfig.yaml", Kubeconfig.OfTenant(
        Servers, "acme", "tenant-acme", new Dictionary<string, string> { ["ca.crt"] = "Y2E=", ["token"] = "dG9rZW4=" }));

    [Fact]
    public void A_token_that_is_not_made_yet_is_asked_for_again()
    {
        var empty = new Dictionary<string, string>();
        var problem = Assert.Throws<FormatException>(() => Kubeconfig.OfTenant(Servers, "acme", "tenant-acme", empty));
        Assert.Equal("Kubernetes hasn't made the token of tenant 'acme' yet: run 'up' again.", problem.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Error: not ready")]
    [InlineData("clusters: []")]
    [InlineData("a: [")]
    public void What_is_no_kubeconfig_is_refused_without_showing_it(string text)
    {
        var problem = Assert.Throws<FormatException>(() => Kubeconfig.Rewrite(text, "prod", Servers));
        Assert.Contains("/etc/rancher/k3s/k3s.yaml", problem.Message, StringComparison.Ordinal);
        if (text.Length > 0) Assert.DoesNotContain(text, problem.Message, StringComparison.Ordinal);
    }
}
