using Xunit;

namespace Infra.Tests.Entry;

/// <summary>What build.sh takes, and what it starts without Pulumi.</summary>
public sealed class BuildScriptTests : BuildScript
{
    [UnixFact]
    public void Help_and_no_verb_explain_every_verb_and_start_nothing()
    {
        var help = Checkout.Build("--help");

        Assert.Equal(0, help.ExitCode);
        string[] verbs =
        [
            "plan", "bench", "test", "e2e", "fetch", "stand-ins", "preview", "up", "refresh", "cancel", "destroy", "verify", "conformance",
        ];
        foreach (var verb in verbs)
            Assert.Contains($"\n  {verb} ", help.Output);
        Assert.Equal(help, Checkout.Build(""));
        Assert.Empty(Checkout.Calls);
    }

    [UnixFact]
    public void An_unknown_verb_is_answered_with_one_line_that_lists_the_verbs()
    {
        var run = Checkout.Build("pln dev");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Matches("^build.sh: there is no verb 'pln'; verbs are: plan, .*destroy.*\n$", run.Errors);
    }

    [UnixFact]
    public void A_machine_without_dotnet_is_told_what_to_install()
    {
        Checkout.RemoveTool("dotnet");

        var run = Checkout.Build("plan dev");

        Assert.Equal(3, run.ExitCode);
        Assert.Matches("^build.sh: the .NET SDK 10 is needed, there is none on the PATH; get it at https://.*\n$", run.Errors);
    }

    [UnixFact]
    public void A_machine_with_an_old_sdk_is_told_which_one_it_has()
    {
        var run = Checkout.Build("test", ("NO_SDK", "yes"));

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("there is only 8.0.404;", run.Errors);
    }

    [UnixFact]
    public void Plan_hands_its_arguments_over_and_prints_nothing_but_the_plan()
    {
        var run = Checkout.Build("plan dev --out 'two words'");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("the plan\n", run.Output);
        Assert.EndsWith("--no-launch-profile -- plan dev --out 'two words'", Checkout.Calls[^1]);
    }

    [UnixFact]
    public void Verify_with_a_kubeconfig_needs_neither_Pulumi_nor_a_token()
    {
        var run = Checkout.Build("verify dev --kubeconfig dev.kubeconfig --out results", NoPackages, ("PROGRAM_EXIT_CODE", "1"));

        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith("--no-launch-profile -- verify dev --kubeconfig dev.kubeconfig --out results", Checkout.Calls[^1]);
        Assert.DoesNotContain(Checkout.Calls, call => call.StartsWith("pulumi ", StringComparison.Ordinal));
    }

    [UnixFact]
    public void Verify_takes_the_stacks_outputs_and_hands_them_over_on_no_command_line()
    {
        const string outputs = """{"Kubeconfig":"a secret"}""";

        var run = Checkout.Build("verify dev --tenant tenant-a", NoPackages, Passphrase, ("OUTPUTS", outputs), ("PROGRAM_EXIT_CODE", "1"));

        Assert.Equal((1, "the plan\n"), (run.ExitCode, run.Output));
        Assert.Contains(Checkout.Calls, call =>
            call.StartsWith("pulumi stack output --json --show-secrets --stack dev at ", StringComparison.Ordinal));
        Assert.EndsWith("-- verify --stack-outputs dev --tenant tenant-a", Checkout.Calls[^1]);
        Assert.Equal(outputs, Checkout.InputSeen);
        Assert.DoesNotContain(Checkout.Calls, call => call.Contains("a secret", StringComparison.Ordinal));
    }

    [UnixFact]
    public void A_stack_whose_outputs_Pulumi_doesnt_give_isnt_verified()
    {
        var run = Checkout.Build("verify dev", NoPackages, Passphrase, ("OUTPUTS_EXIT_CODE", "255"));

        Assert.Equal(2, run.ExitCode);
        Assert.DoesNotContain(Checkout.Calls, call => call.Contains("-- verify", StringComparison.Ordinal));
    }

    [UnixFact]
    public void The_exit_code_of_the_program_is_the_exit_code_of_plan()
    {
        Assert.Equal(2, Checkout.Build("plan dev", ("PROGRAM_EXIT_CODE", "2")).ExitCode);
    }

    [UnixFact]
    public void A_failed_build_shows_its_output_and_runs_nothing()
    {
        var run = Checkout.Build("plan dev", ("BUILD_EXIT_CODE", "1"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("output of the build", run.Errors);
        Assert.DoesNotContain(Checkout.Calls, call => call.StartsWith("dotnet run", StringComparison.Ordinal));
    }

    [UnixFact]
    public void Test_says_why_tests_were_skipped_and_ends_with_one_line_that_counts()
    {
        var results = Checkout.Write("results.trx", """
            <UnitTestResult testName="A" outcome="Passed" />
            <UnitTestResult testName="B&lt;C&gt;" outcome="NotExecuted">
              <Message>the shared folder isn't here &amp; nothing else is</Message>
            </UnitTestResult>
            <UnitTestResult testName="D" outcome="Failed">
              <Message>wrong</Message>
            </UnitTestResult>
            <Counters total="5" executed="4" passed="3" failed="1" />
            """);

        var run = Checkout.Build("test --filter Tenants", ("TEST_RESULTS", results), ("TEST_EXIT_CODE", "1"));

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("Skipped B<C>: the shared folder isn't here & nothing else is\n3 passed, 1 failed, 1 skipped\n", run.Output);
        Assert.EndsWith("--filter Tenants", Checkout.Calls[^1]);
    }

    [UnixFact]
    public void Tests_that_break_off_count_as_a_failure()
    {
        var run = Checkout.Build("test", ("TEST_RESULTS", "/missing"), ("TEST_EXIT_CODE", "1"));

        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith("0 passed, 1 failed, 0 skipped\n", run.Output);
    }

    [UnixFact]
    public void Fetch_looks_in_the_folder_that_it_is_given()
    {
        Assert.Equal(1, Checkout.Build("fetch \"a folder\"", ("PROGRAM_EXIT_CODE", "1")).ExitCode);

        Assert.Matches("^dotnet run --project .*/upstream --no-launch-profile -- /.* a folder$", Checkout.Calls[^1]);
    }

    [UnixFact]
    public void Stand_ins_are_written_from_schemas_that_are_fetched_first_or_from_those_in_a_folder()
    {
        Checkout.Build("stand-ins");
        Checkout.Build("stand-ins schemas");

        var runs = Checkout.Calls.Where(call => call.StartsWith("dotnet run", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, runs.Count);
        Assert.Contains("/upstream --no-launch-profile", runs[0], StringComparison.Ordinal);
        Assert.EndsWith("/.build/upstream/pulumi", runs[1], StringComparison.Ordinal);
        Assert.EndsWith(" -- schemas", runs[2], StringComparison.Ordinal);
    }
}
