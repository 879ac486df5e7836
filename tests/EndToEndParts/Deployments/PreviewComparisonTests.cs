using Infra.Tests.EndToEnd.Deployments;
using Infra.Tests.EndToEnd.Suite;
using Xunit;

namespace Infra.Tests.EndToEndParts.Deployments;

public sealed class PreviewComparisonTests
{
    private const string Plan = """
        { "changes": [
          { "urn": "urn:pulumi:lab::infra::components:Tenant$hcloud:index/server:Server::tenant-a-node", "kind": "replaced" },
          { "urn": "urn:pulumi:lab::infra::kubernetes:core/v1:Namespace::tenant-b", "kind": "added" },
          { "urn": "urn:pulumi:lab::infra::pulumi:pulumi:Stack::infra-lab", "kind": "changed" } ] }
        """;

    private const string Preview = """
        { "steps": [
          { "op": "same", "urn": "urn:pulumi:lab::infra::pulumi:pulumi:Stack::infra-lab" },
          { "op": "create", "urn": "urn:pulumi:lab::infra::kubernetes:core/v1:Namespace::tenant-b" },
          { "op": "delete-replaced", "urn": "urn:pulumi:lab::infra::components:Tenant$hcloud:index/server:Server::tenant-a-node" },
          { "op": "replace", "urn": "urn:pulumi:lab::infra::components:Tenant$hcloud:index/server:Server::tenant-a-node" },
          { "op": "create-replacement", "urn": "urn:pulumi:lab::infra::components:Tenant$hcloud:index/server:Server::tenant-a-node" } ] }
        """;

    [Fact]
    public void The_same_change_is_the_same_in_both()
    {
        PreviewComparison.MustAgree(PreviewComparison.OfPlan(Plan), PreviewComparison.OfPreview(Preview));
    }

    [Fact]
    public void Protection_alone_is_no_change_to_the_engine()
    {
        var plan = Plan.Replace(
            "\"kind\": \"added\"", "\"kind\": \"changed\", \"properties\": [{ \"path\": \"protect\" }]", StringComparison.Ordinal);
        var preview = Preview.Replace("\"create\"", "\"same\"", StringComparison.Ordinal);

        PreviewComparison.MustAgree(PreviewComparison.OfPlan(plan), PreviewComparison.OfPreview(preview));
    }

    [Fact]
    public void A_resource_that_only_one_of_them_changes_is_named()
    {
        var preview = Preview.Replace("\"create\"", "\"same\"", StringComparison.Ordinal);

        var failure = Assert.Throws<StoryFailedException>(
            () => PreviewComparison.MustAgree(PreviewComparison.OfPlan(Plan), PreviewComparison.OfPreview(preview)));

        Assert.EndsWith("kubernetes:core/v1:Namespace tenant-b: plan says added, preview nothing", failure.Message);
    }

    [Fact]
    public void Another_kind_of_change_is_a_difference()
    {
        var plan = Plan.Replace("replaced", "changed", StringComparison.Ordinal);

        var failure = Assert.Throws<StoryFailedException>(
            () => PreviewComparison.MustAgree(PreviewComparison.OfPlan(plan), PreviewComparison.OfPreview(Preview)));

        Assert.Contains("plan says changed, preview replaced", failure.Message);
    }
}
