using Infra.Deploying;
using Xunit;

namespace Infra.Tests.Deploying;

public sealed class PendingOperationsTests
{
    private const string Script = "urn:pulumi:dev::infra::infra:components:Tenant$command:remote:Command::dev-shop-k3s";
    private const string Server = "urn:pulumi:dev::infra::infra:components:HCloudServer$hcloud:index/server:Server::shop-node";

    [Fact]
    public void A_run_that_left_nothing_behind_needs_nothing() => Assert.Empty(Remedy(Says("no such host")));

    [Fact]
    public void What_was_changed_or_deleted_is_cleared_by_a_refresh() => Assert.Equal(
        [
            "Pulumi will go on naming what an earlier run was killed in. Nothing of that is left to do; this clears it:",
            "  ./build.sh refresh dev",
        ],
        Remedy(Says(Interrupted(Server, "updating") + Interrupted(Script, "deleting"))));

    [Theory]
    [InlineData(Script)]
    [InlineData("urn:pulumi:dev::infra::infra:components:Tenant$kubernetes:core/v1:ServiceAccount::shop")]
    [InlineData("urn:pulumi:dev::infra::pulumi:providers:random::default_4_21_1")]
    public void A_script_that_was_run_or_an_object_that_is_taken_over_is_cleared_though_it_was_being_created(string urn) =>
        Assert.Equal("  ./build.sh refresh dev --clear-pending-creates", Remedy(Says(Interrupted(urn, "creating")))[^1]);

    [Fact]
    public void What_may_be_at_a_provider_is_looked_for_first_unless_this_run_brought_it_into_the_state()
    {
        var pending = Says(Interrupted(Server, "creating") + Interrupted(Script, "creating"));

        Assert.Equal(
            [
                "An earlier run was killed while it created these, and they may be there without Pulumi knowing of them:",
                $"  {Server}",
                "Look at the provider of machines. What is there of them is new and unused: delete it. Then:",
                "  ./build.sh refresh dev --clear-pending-creates",
            ],
            Remedy(pending));
        Assert.Equal(2, Remedy(pending, Done(Server, planning: false)).Length);
        Assert.Equal(4, Remedy(pending, Done(Server, planning: true)).Length);
    }

    private static string[] Remedy(params EngineEvent[] events) => [.. PendingOperations.Read(events).Remedy("dev")];

    // As the engine says it.
    private static string Interrupted(string urn, string doing) => $"  * {urn}, interrupted while {doing}\n";

    private static EngineEvent Says(string text) =>
        new(0, new DiagnosticEvent("", $"Attempting to deploy or update resources with pending operations.\n{text}"), null, null);

    private static EngineEvent Done(string urn, bool planning) =>
        new(0, null, null, new ResourceEvent(new ResourceStep("create", urn, "x", null), planning));
}
