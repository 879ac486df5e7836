using Infra.Rendering;
using Xunit;

namespace Infra.Tests.Planning;

public sealed class SnapshotTests
{
    [Fact]
    public void The_manifests_of_a_tenant_are_as_they_were_reviewed() => AssertReviewed(path =>
        path.StartsWith("manifests/tenant-tenant-a/", StringComparison.Ordinal)
        || (path.StartsWith("manifests/", StringComparison.Ordinal) && path.Contains("tenant-a", StringComparison.Ordinal)
            && !path.Contains("tenant-b", StringComparison.Ordinal)));

    [Fact]
    public void What_is_said_of_all_tenants_access_is_as_it_was_reviewed() => AssertReviewed(path =>
        path is "manifests/_cluster/ClusterRole-tenant.yaml" or "manifests/_cluster/PriorityLevelConfiguration-infra-tenants.yaml"
        || path.StartsWith("manifests/_cluster/FlowSchema-", StringComparison.Ordinal));

    [Fact]
    public void The_platforms_charts_values_are_as_they_were_reviewed() => AssertReviewed(path =>
        path.StartsWith("helm/", StringComparison.Ordinal) && !path.Contains("tenant", StringComparison.Ordinal));

    [Fact]
    public void The_manifests_of_cert_manager_are_as_they_were_reviewed() => AssertReviewed(path =>
        path.StartsWith("manifests/cert-manager/", StringComparison.Ordinal) || path is "manifests/_cluster/Namespace-cert-manager.yaml");

    [Fact]
    public void Every_ingress_controllers_values_are_as_they_were_reviewed() => AssertReviewed(
        path => path.EndsWith("-ingress.values.yaml", StringComparison.Ordinal), PlannedStack.Get("controllers"));

    [Fact]
    public void The_configuration_of_a_server_and_of_an_agent_are_as_they_were_reviewed() => AssertReviewed(path =>
        path is "hosts/dev-control-plane-1/config.yaml" or "hosts/dev-tenant-a/config.yaml");

    private static void AssertReviewed(Func<string, bool> choice, PlannedStack? stack = null)
    {
        var files = PlanFiles.Render((stack ?? PlannedStack.Dev).Plan).Where(file => choice(file.Key)).ToList();
        Assert.True(files.Count > 1);
        Assert.All(files, file => Snapshot.Matches(file.Key, file.Value));
    }
}
