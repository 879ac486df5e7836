using Xunit;

namespace Infra.Tests.Entry;

/// <summary>How build.sh finds out whether Pulumi's packages can be had.</summary>
public sealed class PulumiPackagesTests : BuildScript
{
    [UnixFact]
    public void The_packages_are_used_when_they_can_be_restored_and_tried_only_once()
    {
        var run = Checkout.Build("plan dev");
        Checkout.Build("plan dev");

        Assert.Matches("(?m)^Pulumi: packages [0-9.]+$", run.Errors);
        Assert.Contains("<PulumiSource>packages</PulumiSource>", Checkout.Read(".build/pulumi-source.props"));
        Assert.Single(Checkout.Calls, call => call.StartsWith("dotnet restore", StringComparison.Ordinal));
        foreach (var package in new[] { "Pulumi", "Pulumi.Command", "Pulumi.HCloud", "Pulumi.Kubernetes", "Pulumi.Random", "Pulumi.Tls" })
            Assert.Contains($"Include=\"{package}\"", Checkout.Read(".build/probe/Probe.csproj"));
    }

    [UnixFact]
    public void The_stand_ins_are_used_when_the_packages_cannot_be_restored()
    {
        var run = Checkout.Build("plan dev", NoPackages);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Pulumi: stand-ins from offline/", run.Errors);
        Assert.Contains("<PulumiSource>stand-ins</PulumiSource>", Checkout.Read(".build/pulumi-source.props"));
    }

    [UnixFact]
    public void Other_pinned_versions_are_tried_anew()
    {
        Checkout.Build("plan dev", NoPackages);
        Checkout.Write("Directory.Packages.props", "<PackageVersion Include=\"Pulumi\" Version=\"3.999.0\" />\n");

        var run = Checkout.Build("plan dev");

        Assert.Contains("Pulumi: packages 3.999.0\n", run.Errors);
    }

    [UnixFact]
    public void A_source_that_is_asked_for_is_used_for_that_run_alone()
    {
        var asked = Checkout.Build("plan dev", ("PULUMI_SOURCE", "stand-ins"));
        var next = Checkout.Build("plan dev");

        Assert.Contains("Pulumi: stand-ins from offline/ (as PULUMI_SOURCE asks)\n", asked.Errors);
        Assert.Contains("Pulumi: packages ", next.Errors);
        Assert.Equal(2, Checkout.Build("plan dev", ("PULUMI_SOURCE", "elsewhere")).ExitCode);
    }

    [UnixFact]
    public void The_stand_ins_refuse_to_deploy_and_the_packages_are_looked_for_each_time()
    {
        Checkout.Build("plan dev", NoPackages);

        var refused = Checkout.Build("up dev", Token, Passphrase, NoPackages);
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("build.sh: 'up' needs Pulumi's packages; the stand-ins can plan and test, and can't deploy.\n", refused.Errors);
        Assert.DoesNotContain(Checkout.Calls, call => call.StartsWith("pulumi", StringComparison.Ordinal));

        Assert.Equal(0, Checkout.Build("up dev", Token, Passphrase).ExitCode);
    }
}
