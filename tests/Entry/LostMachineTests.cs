using Xunit;

namespace Infra.Tests.Entry;

/// <summary>What build.sh says after a run that couldn't reach an existing machine which is to leave the cluster.</summary>
public sealed class LostMachineTests : BuildScript
{
    private const string Release = "urn:pulumi:metal::infra::infra:Tenant$infra:ExistingMachine$command:remote:Command::lab-shop-release";

    [UnixTheory]
    [InlineData("up")]
    [InlineData("destroy")]
    public void A_machine_that_is_gone_for_good_is_answered_with_what_to_type(string verb)
    {
        var run = Fail(verb, Failed("delete", Release), Error(Release, "dial tcp 192.0.2.21:22: connect: connection refused"));

        Assert.Equal(255, run.ExitCode);
        Assert.Contains("\nK3s can't be removed from lab-shop, which can't be reached by SSH. ", run.Errors);
        Assert.EndsWith($"\n  pulumi state delete --stack metal '{Release}'\n  ./build.sh {verb} metal\n", run.Errors);
    }

    [UnixFact]
    public void A_machine_that_answers_and_a_command_that_removes_nothing_are_left_to_Pulumis_own_words()
    {
        const string Unreachable = "dial tcp 192.0.2.21:22: i/o timeout";
        var install = Release.Replace("-release", "-k3s", StringComparison.Ordinal);

        const string Refused = "Process exited with status 97";
        Assert.DoesNotContain("state delete", Fail("up", Failed("delete", Release), Error(Release, Refused)).Errors);
        Assert.DoesNotContain("state delete", Fail("up", Failed("create", Release), Error(Release, Unreachable)).Errors);
        Assert.DoesNotContain("state delete", Fail("up", Failed("delete", install), Error(install, Unreachable)).Errors);
    }

    private ImitatedCheckout.Run Fail(string verb, params string[] events) => Checkout.Build(
        $"{verb} metal --yes", Passphrase, ("PULUMI_EXIT_CODE", "255"), ("EVENTS", string.Concat(events.Select(line => $"{line}\n"))));

    private static string Failed(string op, string urn) =>
        $$$"""{"resOpFailedEvent":{"metadata":{"op":"{{{op}}}","urn":"{{{urn}}}","type":"command:remote:Command"},"status":0,"steps":1}}""";

    private static string Error(string urn, string text) =>
        $$$"""{"diagnosticEvent":{"urn":"{{{urn}}}","message":"error: {{{text}}}\n","severity":"error"}}""";
}
