using Xunit;

namespace Infra.Tests.Entry;

/// <summary>What build.sh asks for before it starts Pulumi.</summary>
public sealed class MissingInputsTests : BuildScript
{
    [UnixFact]
    public void An_unknown_stack_is_answered_with_the_stacks_there_are()
    {
        var run = Checkout.Build("up staging", Token, Passphrase);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("There is no stack 'staging'. There are: dev, example, metal.\n", run.ErrorsOnceBuilt);
        AssertPulumiWasLeftAlone();
    }

    [UnixFact]
    public void Without_a_stack_nothing_starts()
    {
        var run = Checkout.Build("up --yes", Token, Passphrase);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("build.sh: 'up' needs a stack; './build.sh plan' lists them.\n", run.Errors);
        Assert.Empty(Checkout.Calls);
    }

    [UnixFact]
    public void Everything_that_the_user_must_give_is_named_at_once_together_with_what_is_wrong_in_the_settings()
    {
        Checkout.Write("Pulumi.dev.yaml", Checkout.Read("Pulumi.dev.yaml").Replace("ingress: nginx", "ingress: apache"));

        var run = Checkout.Build("up dev", ("PULUMI_CONFIG_PASSPHRASE", ""));

        Assert.Equal(2, run.ExitCode);
        Assert.Matches(
            "^HCLOUD_TOKEN is missing: .*\nPULUMI_CONFIG_PASSPHRASE is missing: .*\n(.*\n)?.*tenants\\[0\\].ingress 'apache' .*\n$",
            run.ErrorsOnceBuilt);
        AssertPulumiWasLeftAlone();
    }

    [UnixTheory]
    [InlineData("preview")]
    [InlineData("up")]
    public void The_shipped_examples_values_are_all_named_before_anything_starts(string verb)
    {
        var run = Checkout.Build($"{verb} example", Token, Passphrase);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(
            """
            Pulumi.example.yaml has values that stand there to be replaced (plan takes them):
            cluster.administrators.cidrs[0] '203.0.113.0/24' is an example, a range for documentation;
            """,
            run.ErrorsOnceBuilt);
        Assert.Equal(
            [
                "cluster.administrators.cidrs[0]", "cluster.administrators.sshPublicKeys[0]", "cluster.certificates.email",
                "tenants[0].domains[0]", "tenants[0].domains[1]", "tenants[1].domains[0]",
            ],
            run.ErrorsOnceBuilt.TrimEnd().Split('\n').Skip(1).Select(line => line.Split(' ')[0]));
        AssertPulumiWasLeftAlone();
        Assert.Equal(0, Checkout.Build("destroy example", Token, Passphrase).ExitCode);
    }

    [UnixFact]
    public void A_stack_whose_settings_are_wrong_can_still_be_destroyed()
    {
        Checkout.Write("Pulumi.dev.yaml", "config:\n  infra:cluster: { name: D, provider: hcloud }\n");

        Assert.Equal(2, Checkout.Build("preview dev", Token, Passphrase).ExitCode);
        Assert.Equal(2, Checkout.Build("destroy dev", Passphrase).ExitCode);
        AssertPulumiWasLeftAlone();
        Assert.Equal(0, Checkout.Build("destroy dev", Token, Passphrase).ExitCode);
    }

    [UnixTheory]
    [InlineData(63)]
    [InlineData(65)]
    public void A_token_of_another_length_is_refused_before_anything_starts_and_never_shown(int length)
    {
        var run = Checkout.Build("up dev", ("HCLOUD_TOKEN", new string('t', length)), Passphrase);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"HCLOUD_TOKEN has {length} characters, and Hetzner Cloud's API tokens have 64: ", run.ErrorsOnceBuilt);
        Assert.DoesNotContain("tttt", run.Output + run.Errors + string.Concat(Checkout.Calls));
        AssertPulumiWasLeftAlone();
    }

    [UnixFact]
    public void A_token_in_the_stack_file_or_a_stack_of_existing_machines_needs_none_in_the_environment()
    {
        Checkout.Write(
            "Pulumi.dev.yaml", Checkout.Read("Pulumi.dev.yaml").Replace("config:", "config:\n  hcloud:token:\n    secure: v1:abc"));

        Assert.Equal(0, Checkout.Build("preview dev", Passphrase).ExitCode);
        Assert.Equal(0, Checkout.Build("preview metal", Passphrase).ExitCode);
    }

    [UnixFact]
    public void A_secrets_provider_or_a_login_at_Pulumi_Cloud_needs_no_passphrase()
    {
        Assert.Equal(0, Checkout.Build("preview metal", ("PULUMI_ACCESS_TOKEN", "pul-1")).ExitCode);
        Checkout.Write("Pulumi.metal.yaml", "secretsprovider: awskms://alias/infra\n" + Checkout.Read("Pulumi.metal.yaml"));
        Assert.Equal(0, Checkout.Build("preview metal").ExitCode);
    }

    [UnixFact]
    public void A_pipeline_must_say_where_the_state_is_because_its_folders_are_lost()
    {
        var run = Checkout.Build("up dev", Token, Passphrase, ("CI", "true"));

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("PULUMI_BACKEND_URL or PULUMI_ACCESS_TOKEN is missing", run.ErrorsOnceBuilt);
        Assert.Equal(0, Checkout.Build("up dev", Token, Passphrase, ("CI", "true"), ("PULUMI_BACKEND_URL", "s3://states")).ExitCode);
    }
}
