using Xunit;

namespace Infra.Tests.Entry;

/// <summary>What build.sh says after a run that met charts which an earlier one left unfinished.</summary>
public sealed class UnfinishedReleaseTests : BuildScript
{
    [UnixFact]
    public void A_release_that_a_killed_run_left_behind_is_answered_with_what_to_type()
    {
        const string Ingress = "urn:pulumi:dev::infra::infra:Tenant$kubernetes:helm.sh/v3:Release::tenant-a-ingress";
        const string MetalLB = "urn:pulumi:dev::infra::kubernetes:helm.sh/v3:Release::metallb";
        string[] events =
        [
            Interrupted(Ingress),
            $$$"""{"resourcePreEvent":{"metadata":{"urn":"{{{MetalLB}}}","new":{"inputs":"""
                + """{"name":"metallb","namespace":"metallb-system"}}}}}""",
            $$$"""{"resourcePreEvent":{"metadata":{"op":"create","urn":"{{{Ingress}}}","old":null,"new":{"type":"x","inputs":"""
                + """{"chart":"traefik","name":"traefik","namespace":"tenant-tenant-a","values":{"name":"another"}}}}}}""",
            $$$"""{"diagnosticEvent":{"urn":"{{{Ingress}}}","message":"cannot re-use a name that is still in use\n","severity":"error"}}""",
        ];

        var run = Checkout.Build("up dev --yes", Token, Passphrase, Events(events), ("PULUMI_EXIT_CODE", "255"));

        Assert.Equal(255, run.ExitCode);
        Assert.Contains("\nHelm keeps the record of a chart that an earlier run began and didn't finish.", run.Errors);
        Assert.Contains(
            """

              kubectl --namespace tenant-tenant-a delete secrets --selector 'owner=helm,name=traefik'
              ./build.sh refresh dev --clear-pending-creates
              ./build.sh up dev

            """,
            run.Errors);
        Assert.False(Checkout.Has(".build/events-dev.json"));

        // An older command is pending, too; what was begun at the provider of machines isn't to be forgotten unseen.
        events[0] = Interrupted(Ingress, "urn:pulumi:dev::infra::command:remote:Command::dev-tenant-a-k3s");
        run = Checkout.Build("up dev --yes", Token, Passphrase, Events(events), ("PULUMI_EXIT_CODE", "255"));
        Assert.Contains("\n  ./build.sh refresh dev --clear-pending-creates\n  ./build.sh up dev\n", run.Errors);
        events[0] = Interrupted(Ingress, "urn:pulumi:dev::infra::hcloud:index/server:Server::node");
        run = Checkout.Build("up dev --yes", Token, Passphrase, Events(events), ("PULUMI_EXIT_CODE", "255"));
        Assert.Contains("\n  ./build.sh refresh dev\n  ./build.sh up dev\n", run.Errors);

        static string Interrupted(params string[] urns) =>
            $$"""{"diagnosticEvent":{"message":"Attempting to update resources with {{urns.Length}} pending operations """
            + $"""from previous deployment.\n{string.Concat(urns.Select(urn => $"  * {urn}, interrupted while creating\\n"))}"""
            + "\"}}";
    }

    [UnixFact]
    public void An_upgrade_that_a_killed_run_left_unfinished_loses_its_own_record_alone()
    {
        const string Urn = "urn:pulumi:dev::infra::infra:MetalLB$kubernetes:helm.sh/v3:Release::metallb";
        var events = Events(
            $$$"""{"resourcePreEvent":{"metadata":{"op":"update","urn":"{{{Urn}}}","old":"""
                + """{"inputs":{"name":"old","namespace":"old"}},"new":{"inputs":{"name":"metallb","namespace":"metallb-system"}}}}}""",
            $$$"""{"diagnosticEvent":{"urn":"{{{Urn}}}","message":"""
                + "\"another operation (install/upgrade/rollback) is in progress\"}}");

        var run = Checkout.Build("up dev", Token, Passphrase, events, ("PULUMI_EXIT_CODE", "255"));

        const string Selector = "owner=helm,name=metallb,status in (pending-upgrade,pending-rollback)";
        Assert.Contains($"\n  kubectl --namespace metallb-system delete secrets --selector '{Selector}'\n", run.Errors);
    }

    [UnixFact]
    public void A_failure_that_is_not_known_is_left_to_Pulumis_own_words()
    {
        const string Event = """{"sequence":1,"diagnosticEvent":{"urn":"urn:a","message":"no such host","severity":"error"}}""";

        var run = Checkout.Build("up dev", Token, Passphrase, Events(Event), ("PULUMI_EXIT_CODE", "1"));

        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith("or 'pulumi login')\n", run.Errors);
    }

    private static (string, string) Events(params string[] lines) => ("EVENTS", string.Concat(lines.Select(line => $"{line}\n")));
}
