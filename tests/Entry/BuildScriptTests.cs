using System.Text.RegularExpressions;
using Infra.Configuration;
using Xunit;

namespace Infra.Tests.Entry;

public sealed class BuildScriptTests : IDisposable
{
    private static readonly (string, string) Token = ("HCLOUD_TOKEN", new string('t', 64));
    private static readonly (string, string) Passphrase = ("PULUMI_CONFIG_PASSPHRASE", "passphrase");
    private static readonly (string, string) NoPackages = ("RESTORE_EXIT_CODE", "1");

    private readonly ImitatedCheckout _checkout = new();

    public void Dispose() => _checkout.Dispose();

    [UnixFact]
    public void Help_and_no_verb_explain_every_verb_and_start_nothing()
    {
        var help = _checkout.Build("--help");

        Assert.Equal(0, help.ExitCode);
        foreach (var verb in new[] { "plan", "bench", "test", "fetch", "stand-ins", "preview", "up", "refresh", "cancel", "destroy", "verify" })
            Assert.Contains($"\n  {verb} ", help.Output);
        Assert.Equal(help, _checkout.Build(""));
        Assert.Empty(_checkout.Calls);
    }

    [UnixFact]
    public void An_unknown_verb_is_answered_with_one_line_that_lists_the_verbs()
    {
        var run = _checkout.Build("pln dev");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Matches("^build.sh: there is no verb 'pln'; verbs are: plan, .*destroy.*\n$", run.Errors);
    }

    [UnixFact]
    public void A_machine_without_dotnet_is_told_what_to_install()
    {
        _checkout.RemoveTool("dotnet");

        var run = _checkout.Build("plan dev");

        Assert.Equal(3, run.ExitCode);
        Assert.Matches("^build.sh: the .NET SDK 10 is needed, there is none on the PATH; get it at https://.*\n$", run.Errors);
    }

    [UnixFact]
    public void A_machine_with_an_old_sdk_is_told_which_one_it_has()
    {
        var run = _checkout.Build("test", ("NO_SDK", "yes"));

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("there is only 8.0.404;", run.Errors);
    }

    [UnixFact]
    public void Plan_hands_its_arguments_over_and_prints_nothing_but_the_plan()
    {
        var run = _checkout.Build("plan dev --out 'two words'");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("the plan\n", run.Output);
        Assert.EndsWith("--no-launch-profile -- plan dev --out 'two words'", _checkout.Calls[^1]);
    }

    [UnixFact]
    public void Verify_with_a_kubeconfig_needs_neither_Pulumi_nor_a_token()
    {
        var run = _checkout.Build("verify dev --kubeconfig dev.kubeconfig --out results", NoPackages, ("PROGRAM_EXIT_CODE", "1"));

        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith("--no-launch-profile -- verify dev --kubeconfig dev.kubeconfig --out results", _checkout.Calls[^1]);
        Assert.DoesNotContain(_checkout.Calls, call => call.StartsWith("pulumi ", StringComparison.Ordinal));
    }

    [UnixFact]
    public void Verify_takes_the_stacks_outputs_and_hands_them_over_on_no_command_line()
    {
        const string outputs = """{"Kubeconfig":"a secret"}""";

        var run = _checkout.Build("verify dev --tenant tenant-a", NoPackages, Passphrase, ("OUTPUTS", outputs), ("PROGRAM_EXIT_CODE", "1"));

        Assert.Equal((1, "the plan\n"), (run.ExitCode, run.Output));
        Assert.Contains(_checkout.Calls, call =>
            call.StartsWith("pulumi stack output --json --show-secrets --stack dev at ", StringComparison.Ordinal));
        Assert.EndsWith("-- verify --stack-outputs dev --tenant tenant-a", _checkout.Calls[^1]);
        Assert.Equal(outputs, _checkout.InputSeen);
        Assert.DoesNotContain(_checkout.Calls, call => call.Contains("a secret", StringComparison.Ordinal));
    }

    [UnixFact]
    public void A_stack_whose_outputs_Pulumi_doesnt_give_isnt_verified()
    {
        var run = _checkout.Build("verify dev", NoPackages, Passphrase, ("OUTPUTS_EXIT_CODE", "255"));

        Assert.Equal(2, run.ExitCode);
        Assert.DoesNotContain(_checkout.Calls, call => call.Contains("-- verify", StringComparison.Ordinal));
    }

    [UnixFact]
    public void The_exit_code_of_the_program_is_the_exit_code_of_plan()
    {
        Assert.Equal(2, _checkout.Build("plan dev", ("PROGRAM_EXIT_CODE", "2")).ExitCode);
    }

    [UnixFact]
    public void A_failed_build_shows_its_output_and_runs_nothing()
    {
        var run = _checkout.Build("plan dev", ("BUILD_EXIT_CODE", "1"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("output of the build", run.Errors);
        Assert.DoesNotContain(_checkout.Calls, call => call.StartsWith("dotnet run", StringComparison.Ordinal));
    }

    [UnixFact]
    public void The_packages_are_used_when_they_can_be_restored_and_tried_only_once()
    {
        var run = _checkout.Build("plan dev");
        _checkout.Build("plan dev");

        Assert.Matches("(?m)^Pulumi: packages [0-9.]+$", run.Errors);
        Assert.Contains("<PulumiSource>packages</PulumiSource>", _checkout.Read(".build/pulumi-source.props"));
        Assert.Single(_checkout.Calls, call => call.StartsWith("dotnet restore", StringComparison.Ordinal));
        foreach (var package in new[] { "Pulumi", "Pulumi.Command", "Pulumi.HCloud", "Pulumi.Kubernetes", "Pulumi.Random", "Pulumi.Tls" })
            Assert.Contains($"Include=\"{package}\"", _checkout.Read(".build/probe/Probe.csproj"));
    }

    [UnixFact]
    public void The_stand_ins_are_used_when_the_packages_cannot_be_restored()
    {
        var run = _checkout.Build("plan dev", NoPackages);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Pulumi: stand-ins from offline/", run.Errors);
        Assert.Contains("<PulumiSource>stand-ins</PulumiSource>", _checkout.Read(".build/pulumi-source.props"));
    }

    [UnixFact]
    public void Other_pinned_versions_are_tried_anew()
    {
        _checkout.Build("plan dev", NoPackages);
        _checkout.Write("Directory.Packages.props", "<PackageVersion Include=\"Pulumi\" Version=\"3.999.0\" />\n");

        var run = _checkout.Build("plan dev");

        Assert.Contains("Pulumi: packages 3.999.0\n", run.Errors);
    }

    [UnixFact]
    public void A_source_that_is_asked_for_is_used_for_that_run_alone()
    {
        var asked = _checkout.Build("plan dev", ("PULUMI_SOURCE", "stand-ins"));
        var next = _checkout.Build("plan dev");

        Assert.Contains("Pulumi: stand-ins from offline/ (as PULUMI_SOURCE asks)\n", asked.Errors);
        Assert.Contains("Pulumi: packages ", next.Errors);
        Assert.Equal(2, _checkout.Build("plan dev", ("PULUMI_SOURCE", "elsewhere")).ExitCode);
    }

    [UnixFact]
    public void Test_says_why_tests_were_skipped_and_ends_with_one_line_that_counts()
    {
        var results = _checkout.Write("results.trx", """
            <UnitTestResult testName="A" outcome="Passed" />
            <UnitTestResult testName="B&lt;C&gt;" outcome="NotExecuted">
              <Message>the shared folder isn't here &amp; nothing else is</Message>
            </UnitTestResult>
            <UnitTestResult testName="D" outcome="Failed">
              <Message>wrong</Message>
            </UnitTestResult>
            <Counters total="5" executed="4" passed="3" failed="1" />
            """);

        var run = _checkout.Build("test --filter Tenants", ("TEST_RESULTS", results), ("TEST_EXIT_CODE", "1"));

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("Skipped B<C>: the shared folder isn't here & nothing else is\n3 passed, 1 failed, 1 skipped\n", run.Output);
        Assert.EndsWith("--filter Tenants", _checkout.Calls[^1]);
    }

    [UnixFact]
    public void Tests_that_break_off_count_as_a_failure()
    {
        var run = _checkout.Build("test", ("TEST_RESULTS", "/missing"), ("TEST_EXIT_CODE", "1"));

        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith("0 passed, 1 failed, 0 skipped\n", run.Output);
    }

    [UnixFact]
    public void Fetch_looks_in_the_folder_that_it_is_given()
    {
        Assert.Equal(1, _checkout.Build("fetch \"a folder\"", ("PROGRAM_EXIT_CODE", "1")).ExitCode);

        Assert.Matches("^dotnet run --project .*/upstream --no-launch-profile -- /.* a folder$", _checkout.Calls[^1]);
    }

    [UnixFact]
    public void Stand_ins_are_written_from_schemas_that_are_fetched_first_or_from_those_in_a_folder()
    {
        _checkout.Build("stand-ins");
        _checkout.Build("stand-ins schemas");

        var runs = _checkout.Calls.Where(call => call.StartsWith("dotnet run", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, runs.Count);
        Assert.Contains("/upstream --no-launch-profile", runs[0], StringComparison.Ordinal);
        Assert.EndsWith("/.build/upstream/pulumi", runs[1], StringComparison.Ordinal);
        Assert.EndsWith(" -- schemas", runs[2], StringComparison.Ordinal);
    }

    [UnixFact]
    public void An_unknown_stack_is_answered_with_the_stacks_there_are()
    {
        var run = _checkout.Build("up staging", Token, Passphrase);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("There is no stack 'staging'. There are: dev, metal.\n", run.ErrorsOnceBuilt);
        AssertPulumiWasLeftAlone();
    }

    [UnixFact]
    public void Without_a_stack_nothing_starts()
    {
        var run = _checkout.Build("up --yes", Token, Passphrase);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("build.sh: 'up' needs a stack; './build.sh plan' lists them.\n", run.Errors);
        Assert.Empty(_checkout.Calls);
    }

    [UnixFact]
    public void Everything_that_the_user_must_give_is_named_at_once_together_with_what_is_wrong_in_the_settings()
    {
        _checkout.Write("Pulumi.dev.yaml", _checkout.Read("Pulumi.dev.yaml").Replace("ingress: nginx", "ingress: apache"));

        var run = _checkout.Build("up dev", ("PULUMI_CONFIG_PASSPHRASE", ""));

        Assert.Equal(2, run.ExitCode);
        Assert.Matches(
            "^HCLOUD_TOKEN is missing: .*\nPULUMI_CONFIG_PASSPHRASE is missing: .*\n(.*\n)?.*tenants\\[0\\].ingress 'apache' .*\n$",
            run.ErrorsOnceBuilt);
        AssertPulumiWasLeftAlone();
    }

    [UnixFact]
    public void A_stack_whose_settings_are_wrong_can_still_be_destroyed()
    {
        _checkout.Write("Pulumi.dev.yaml", "config:\n  infra:cluster: { name: D, provider: hcloud }\n");

        Assert.Equal(2, _checkout.Build("preview dev", Token, Passphrase).ExitCode);
        Assert.Equal(2, _checkout.Build("destroy dev", Passphrase).ExitCode);
        AssertPulumiWasLeftAlone();
        Assert.Equal(0, _checkout.Build("destroy dev", Token, Passphrase).ExitCode);
    }

    [UnixTheory]
    [InlineData(63)]
    [InlineData(65)]
    public void A_token_of_another_length_is_refused_before_anything_starts_and_never_shown(int length)
    {
        var run = _checkout.Build("up dev", ("HCLOUD_TOKEN", new string('t', length)), Passphrase);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"HCLOUD_TOKEN has {length} characters, and Hetzner Cloud's API tokens have 64: ", run.ErrorsOnceBuilt);
        Assert.DoesNotContain("tttt", run.Output + run.Errors + string.Concat(_checkout.Calls));
        AssertPulumiWasLeftAlone();
    }

    [UnixFact]
    public void A_token_in_the_stack_file_or_a_stack_of_existing_machines_needs_none_in_the_environment()
    {
        _checkout.Write(
            "Pulumi.dev.yaml", _checkout.Read("Pulumi.dev.yaml").Replace("config:", "config:\n  hcloud:token:\n    secure: v1:abc"));

        Assert.Equal(0, _checkout.Build("preview dev", Passphrase).ExitCode);
        Assert.Equal(0, _checkout.Build("preview metal", Passphrase).ExitCode);
    }

    [UnixFact]
    public void A_secrets_provider_or_a_login_at_Pulumi_Cloud_needs_no_passphrase()
    {
        Assert.Equal(0, _checkout.Build("preview metal", ("PULUMI_ACCESS_TOKEN", "pul-1")).ExitCode);
        _checkout.Write("Pulumi.metal.yaml", "secretsprovider: awskms://alias/infra\n" + _checkout.Read("Pulumi.metal.yaml"));
        Assert.Equal(0, _checkout.Build("preview metal").ExitCode);
    }

    [UnixFact]
    public void Up_creates_the_missing_stack_in_a_local_folder_and_passes_its_arguments_on()
    {
        var run = _checkout.Build("up dev --yes", Token, Passphrase);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("State: .build/state in this checkout", run.Errors);
        Assert.True(_checkout.Has(".build/state"));
        Assert.Equal(
            [
                $"pulumi stack select --create --stack dev at {_checkout.LocalState}",
                $"pulumi up --stack dev --event-log {_checkout.Root}/.build/events-dev.json --yes at {_checkout.LocalState}",
            ],
            _checkout.Calls.TakeLast(2));
        Assert.DoesNotContain(_checkout.Calls, call => call.StartsWith("curl", StringComparison.Ordinal));
    }

    [UnixTheory]
    [InlineData("preview")]
    [InlineData("up")]
    public void The_program_is_built_once_and_handed_to_Pulumi_as_it_is(string verb)
    {
        Assert.Equal(0, _checkout.Build($"{verb} dev", Token, Passphrase).ExitCode);

        Assert.Single(_checkout.Calls, call => call.StartsWith("dotnet build", StringComparison.Ordinal) && call.Contains("-c Release"));
        var program = Regex.Match(_checkout.ProjectSeen, "binary: (\\S+)").Groups[1].Value;
        Assert.Equal(
            Path.Combine(AppContext.BaseDirectory, "Infra.dll"), Path.GetFullPath(program, Path.Combine(_checkout.Root, "infra")));
    }

    [UnixFact]
    public void A_lock_is_freed_with_the_program_that_was_built_for_the_run_that_left_it()
    {
        Assert.Equal(0, _checkout.Build("up dev", Token, Passphrase).ExitCode);
        Assert.Equal(0, _checkout.Build("cancel dev --yes", Token, Passphrase, ("BUILD_EXIT_CODE", "1")).ExitCode);

        Assert.Equal($"pulumi cancel --stack dev --yes at {_checkout.LocalState}", _checkout.Calls[^1]);
    }

    [InterruptTheory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("INT")]
    public void What_ends_build_sh_alone_interrupts_Pulumi_and_waits_for_it(string signal)
    {
        var run = _checkout.Build(
            "up dev",
            process =>
            {
                Assert.True(SpinWait.SpinUntil(() => _checkout.Has("calls.passphrase-file"), TimeSpan.FromSeconds(60)));
                LocalProgram.Must("kill", $"-{signal}", $"{process.Id}");
            },
            Token,
            Passphrase,
            ("UNTIL_INTERRUPTED", "yes"));

        Assert.Equal(130, run.ExitCode);
        Assert.Single(_checkout.Calls, call => call == "pulumi was interrupted");
        Assert.False(_checkout.Has(".build/events-dev.json"));
    }

    [UnixFact]
    public void The_project_that_Pulumi_runs_is_the_checkouts_own_in_all_but_the_program()
    {
        _checkout.Write("Pulumi.yaml", """
            name: infra
            # Where it is kept.
            backend:
              url: s3://states
            runtime:
              name: dotnet
              options: { binary: other.dll }
            description: Tenants.
            main: infra
            """);
        _checkout.Build("preview dev", Token, Passphrase);

        Assert.Matches(
            """
            ^# Written by build.sh from the checkout's.
            name: infra
            backend:
              url: s3://states
            runtime:
              name: dotnet
              options:
                binary: \S+/Infra.dll
            description: Tenants.
            main: ../../infra
            stackConfigDir: ../..
            $
            """,
            _checkout.ProjectSeen);
        var project = Project.Find(Path.Combine(_checkout.Root, ".build", "project"));
        Assert.Equal("infra: dev metal", $"{project.Name}: {string.Join(' ', project.Stacks)}");
        Assert.Equal(Path.Combine(_checkout.Root, "Pulumi.dev.yaml"), Path.GetFullPath(project.StackFile("dev")));
    }

    [UnixFact]
    public void Relative_paths_of_state_and_passphrase_are_meant_from_the_checkout()
    {
        _checkout.Build("preview dev", Token, ("PULUMI_CONFIG_PASSPHRASE_FILE", "secret"), ("PULUMI_BACKEND_URL", "file://./states"));

        Assert.EndsWith($"at file://{_checkout.Root}/states", _checkout.Calls[^1]);
        Assert.Equal($"{_checkout.Root}/secret", _checkout.PassphraseFileSeen);

        _checkout.Build("preview dev", Token, ("PULUMI_CONFIG_PASSPHRASE_FILE", "/secret"), ("PULUMI_BACKEND_URL", "file://~/states"));

        Assert.EndsWith("at file://~/states", _checkout.Calls[^1]);
        Assert.Equal("/secret", _checkout.PassphraseFileSeen);
    }

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

        var run = _checkout.Build("up dev --yes", Token, Passphrase, Events(events), ("PULUMI_EXIT_CODE", "255"));

        Assert.Equal(255, run.ExitCode);
        Assert.Contains("\nHelm keeps the record of a chart that an earlier run began and didn't finish.", run.Errors);
        Assert.Contains(
            """

              kubectl --namespace tenant-tenant-a delete secrets --selector 'owner=helm,name=traefik'
              ./build.sh refresh dev --clear-pending-creates
              ./build.sh up dev

            """,
            run.Errors);
        Assert.False(_checkout.Has(".build/events-dev.json"));

        events[0] = Interrupted(Ingress, "urn:pulumi:dev::infra::hcloud:index/server:Server::node");
        run = _checkout.Build("up dev --yes", Token, Passphrase, Events(events), ("PULUMI_EXIT_CODE", "255"));
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
            $$$"""{"resourcePreEvent":{"metadata":{"op":"update","urn":"{{{Urn}}}","old":{"inputs":{"name":"old","namespace":"old"}},"new":"""
                + """{"inputs":{"name":"metallb","namespace":"metallb-system"}}}}}""",
            $$$"""{"diagnosticEvent":{"urn":"{{{Urn}}}","message":"""
                + "\"another operation (install/upgrade/rollback) is in progress\"}}");

        var run = _checkout.Build("up dev", Token, Passphrase, events, ("PULUMI_EXIT_CODE", "255"));

        const string Selector = "owner=helm,name=metallb,status in (pending-upgrade,pending-rollback)";
        Assert.Contains($"\n  kubectl --namespace metallb-system delete secrets --selector '{Selector}'\n", run.Errors);
    }

    [UnixFact]
    public void A_failure_that_is_not_known_is_left_to_Pulumis_own_words()
    {
        const string Event = """{"sequence":1,"diagnosticEvent":{"urn":"urn:a","message":"no such host","severity":"error"}}""";

        var run = _checkout.Build("up dev", Token, Passphrase, Events(Event), ("PULUMI_EXIT_CODE", "1"));

        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith("or 'pulumi login')\n", run.Errors);
    }

    [UnixFact]
    public void A_pipeline_must_say_where_the_state_is_because_its_folders_are_lost()
    {
        var run = _checkout.Build("up dev", Token, Passphrase, ("CI", "true"));

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("PULUMI_BACKEND_URL or PULUMI_ACCESS_TOKEN is missing", run.ErrorsOnceBuilt);
        Assert.Equal(0, _checkout.Build("up dev", Token, Passphrase, ("CI", "true"), ("PULUMI_BACKEND_URL", "s3://states")).ExitCode);
    }

    [UnixFact]
    public void A_login_elsewhere_is_left_as_it_is()
    {
        _checkout.Write("home/.pulumi/credentials.json", "{\n    \"current\": \"s3://states\",\n    \"accounts\": {}\n}\n");

        var loggedIn = _checkout.Build("preview dev", Token, Passphrase);
        Assert.EndsWith("--stack dev at ", _checkout.Calls[^1]);
        _checkout.Build("preview dev", Token, Passphrase, ("PULUMI_BACKEND_URL", "gs://states"));

        Assert.EndsWith("at gs://states", _checkout.Calls[^1]);
        Assert.DoesNotContain("State:", loggedIn.Errors);
        Assert.False(_checkout.Has(".build/state"));
    }

    [UnixFact]
    public void A_CLI_of_another_version_is_passed_over_for_the_pinned_one_which_is_installed_once()
    {
        var old = ("PULUMI_VERSION_FOUND", "3.1.0");

        Assert.Equal(0, _checkout.Build("preview dev", Token, Passphrase, old).ExitCode);
        Assert.Equal(0, _checkout.Build("preview dev", Token, Passphrase, old).ExitCode);

        var installation = Assert.Single(_checkout.Calls, call => call.StartsWith("installer", StringComparison.Ordinal));
        Assert.StartsWith($"installer --version {ImitatedCheckout.PinnedPulumi} --install-root ", installation);
        Assert.EndsWith(".build/pulumi --no-edit-path", installation);
    }

    [UnixFact]
    public void Without_a_network_the_CLI_that_is_missing_is_named_with_its_version()
    {
        _checkout.RemoveTool("pulumi");

        var run = _checkout.Build("preview dev", Token, Passphrase, ("NO_NETWORK", "yes"));

        Assert.Equal(3, run.ExitCode);
        Assert.Contains($"build.sh: the Pulumi CLI {ImitatedCheckout.PinnedPulumi} isn't on the PATH and couldn't be", run.Errors);
    }

    [UnixFact]
    public void The_stand_ins_refuse_to_deploy_and_the_packages_are_looked_for_each_time()
    {
        _checkout.Build("plan dev", NoPackages);

        var refused = _checkout.Build("up dev", Token, Passphrase, NoPackages);
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("build.sh: 'up' needs Pulumi's packages; the stand-ins can plan and test, and can't deploy.\n", refused.Errors);
        Assert.DoesNotContain(_checkout.Calls, call => call.StartsWith("pulumi", StringComparison.Ordinal));

        Assert.Equal(0, _checkout.Build("up dev", Token, Passphrase).ExitCode);
    }

    private void AssertPulumiWasLeftAlone() =>
        Assert.DoesNotContain(_checkout.Calls, call => call.StartsWith("pulumi", StringComparison.Ordinal));

    private static (string, string) Events(params string[] lines) => ("EVENTS", string.Concat(lines.Select(line => $"{line}\n")));
}
