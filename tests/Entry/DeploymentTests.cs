using System.Text.RegularExpressions;
using Infra.Configuration;
using Xunit;

namespace Infra.Tests.Entry;

/// <summary>How build.sh starts Pulumi.</summary>
public sealed class DeploymentTests : BuildScript
{
    [UnixFact]
    public void Up_creates_the_missing_stack_in_a_local_folder_and_passes_its_arguments_on()
    {
        var run = Checkout.Build("up dev --yes", Token, Passphrase);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("State: .build/state in this checkout", run.Errors);
        Assert.True(Checkout.Has(".build/state"));
        Assert.Equal(
            [
                $"pulumi stack select --create --stack dev at {Checkout.LocalState}",
                $"pulumi up --stack dev --event-log {Checkout.Root}/.build/events-dev.json --yes at {Checkout.LocalState}",
            ],
            Checkout.Calls.TakeLast(2));
        Assert.DoesNotContain(Checkout.Calls, call => call.StartsWith("curl", StringComparison.Ordinal));
    }

    [UnixTheory]
    [InlineData("preview")]
    [InlineData("up")]
    public void The_program_is_built_once_and_handed_to_Pulumi_as_it_is(string verb)
    {
        Assert.Equal(0, Checkout.Build($"{verb} dev", Token, Passphrase).ExitCode);

        Assert.Single(Checkout.Calls, call => call.StartsWith("dotnet build", StringComparison.Ordinal) && call.Contains("-c Release"));
        var program = Regex.Match(Checkout.ProjectSeen, "binary: (\\S+)").Groups[1].Value;
        Assert.Equal(
            Path.Combine(AppContext.BaseDirectory, "Infra.dll"), Path.GetFullPath(program, Path.Combine(Checkout.Root, "infra")));
    }

    [UnixFact]
    public void A_lock_is_freed_with_the_program_that_was_built_for_the_run_that_left_it()
    {
        Assert.Equal(0, Checkout.Build("up dev", Token, Passphrase).ExitCode);
        Assert.Equal(0, Checkout.Build("cancel dev --yes", Token, Passphrase, ("BUILD_EXIT_CODE", "1")).ExitCode);

        Assert.Equal($"pulumi cancel --stack dev --yes at {Checkout.LocalState}", Checkout.Calls[^1]);
    }

    [InterruptTheory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("INT")]
    public void What_ends_build_sh_alone_interrupts_Pulumi_and_waits_for_it(string signal)
    {
        var run = Checkout.Build(
            "up dev",
            process =>
            {
                Assert.True(SpinWait.SpinUntil(() => Checkout.Has("calls.passphrase-file"), TimeSpan.FromSeconds(60)));
                LocalProgram.Must("kill", $"-{signal}", $"{process.Id}");
            },
            Token,
            Passphrase,
            ("UNTIL_INTERRUPTED", "yes"));

        Assert.Equal(130, run.ExitCode);
        Assert.Single(Checkout.Calls, call => call == "pulumi was interrupted");
        Assert.False(Checkout.Has(".build/events-dev.json"));
    }

    [UnixFact]
    public void The_project_that_Pulumi_runs_is_theCheckouts_own_in_all_but_the_program()
    {
        Checkout.Write("Pulumi.yaml", """
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
        Checkout.Build("preview dev", Token, Passphrase);

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
            Checkout.ProjectSeen);
        var project = Project.Find(Path.Combine(Checkout.Root, ".build", "project"));
        Assert.Equal("infra: dev example metal", $"{project.Name}: {string.Join(' ', project.Stacks)}");
        Assert.Equal(Path.Combine(Checkout.Root, "Pulumi.dev.yaml"), Path.GetFullPath(project.StackFile("dev")));
    }

    [UnixFact]
    public void Relative_paths_of_state_and_passphrase_are_meant_from_theCheckout()
    {
        Checkout.Build("preview dev", Token, ("PULUMI_CONFIG_PASSPHRASE_FILE", "secret"), ("PULUMI_BACKEND_URL", "file://./states"));

        Assert.EndsWith($"at file://{Checkout.Root}/states", Checkout.Calls[^1]);
        Assert.Equal($"{Checkout.Root}/secret", Checkout.PassphraseFileSeen);

        Checkout.Build("preview dev", Token, ("PULUMI_CONFIG_PASSPHRASE_FILE", "/secret"), ("PULUMI_BACKEND_URL", "file://~/states"));

        Assert.EndsWith("at file://~/states", Checkout.Calls[^1]);
        Assert.Equal("/secret", Checkout.PassphraseFileSeen);
    }

    [UnixFact]
    public void A_login_elsewhere_is_left_as_it_is()
    {
        Checkout.Write("home/.pulumi/credentials.json", "{\n    \"current\": \"s3://states\",\n    \"accounts\": {}\n}\n");

        var loggedIn = Checkout.Build("preview dev", Token, Passphrase);
        Assert.EndsWith("--stack dev at ", Checkout.Calls[^1]);
        Checkout.Build("preview dev", Token, Passphrase, ("PULUMI_BACKEND_URL", "gs://states"));

        Assert.EndsWith("at gs://states", Checkout.Calls[^1]);
        Assert.DoesNotContain("State:", loggedIn.Errors);
        Assert.False(Checkout.Has(".build/state"));
    }

    [UnixFact]
    public void A_CLI_of_another_version_is_passed_over_for_the_pinned_one_which_is_installed_once()
    {
        var old = ("PULUMI_VERSION_FOUND", "3.1.0");

        Assert.Equal(0, Checkout.Build("preview dev", Token, Passphrase, old).ExitCode);
        Assert.Equal(0, Checkout.Build("preview dev", Token, Passphrase, old).ExitCode);

        var installation = Assert.Single(Checkout.Calls, call => call.StartsWith("installer", StringComparison.Ordinal));
        Assert.StartsWith($"installer --version {ImitatedCheckout.PinnedPulumi} --install-root ", installation);
        Assert.EndsWith(".build/pulumi --no-edit-path", installation);
    }

    [UnixFact]
    public void Without_a_network_the_CLI_that_is_missing_is_named_with_its_version()
    {
        Checkout.RemoveTool("pulumi");

        var run = Checkout.Build("preview dev", Token, Passphrase, ("NO_NETWORK", "yes"));

        Assert.Equal(3, run.ExitCode);
        Assert.Contains($"build.sh: the Pulumi CLI {ImitatedCheckout.PinnedPulumi} isn't on the PATH and couldn't be", run.Errors);
    }
}
