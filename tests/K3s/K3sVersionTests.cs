using CsCheck;
using Infra.Components.K3s;
using Xunit;

namespace Infra.Tests.K3s;

public sealed class K3sVersionTests
{
    [Theory]
    [InlineData("stable")]
    [InlineData("1.36.4+k3s1")]
    [InlineData("v1.36.4")]
    [InlineData("v1.36.4-rc1+k3s1")]
    [InlineData("v1.36.4+k3s1\n")]
    [InlineData("v1.36.4+rke2r1")]
    public void Whatever_is_no_exact_release_is_refused(string text)
    {
        Assert.False(K3sVersion.TryParse(text, out _));
        Assert.Throws<FormatException>(() => K3sVersion.Parse(text));
    }

    [Fact]
    public void The_default_is_an_exact_release() => Assert.Equal(K3sVersion.Default, K3sVersion.Parse(K3sVersion.Default).ToString());

    [Fact]
    public void Writing_and_reading_gives_the_same_version() => Versions.Sample(version => K3sVersion.Parse(version.ToString()) == version);

    [Theory]
    [InlineData("v1.36.4+k3s1", "v1.36.4+k3s1")]
    [InlineData("v1.36.4+k3s1", "v1.36.4+k3s2")]
    [InlineData("v1.36.4+k3s1", "v1.36.10+k3s1")]
    [InlineData("v1.36.4+k3s1", "v1.37.0+k3s1")]
    public void A_cluster_goes_up_by_one_minor_at_most(string from, string to) => Assert.Equal(0, Jump(from, to).ExitCode);

    [Theory]
    [InlineData("v1.36.4+k3s2", "v1.36.4+k3s1", "downgraded")]
    [InlineData("v1.36.10+k3s1", "v1.36.9+k3s1", "downgraded")]
    [InlineData("v1.36.0+k3s1", "v1.35.8+k3s1", "downgraded")]
    [InlineData("v1.36.4+k3s1", "v1.38.0+k3s1", "upgrade to the newest v1.37 first")]
    [InlineData("v1.36.4+k3s1", "v2.0.0+k3s1", "skips a Kubernetes minor")]
    public void A_downgrade_and_a_skipped_minor_are_refused_with_the_reason(string from, string to, string reason)
    {
        var refused = Jump(from, to);
        Assert.Equal(97, refused.ExitCode);
        Assert.Contains(reason, refused.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_versions_in_one_minor_just_the_newer_may_follow() => Gen.Select(Versions, Versions).Sample(
        pair =>
        {
            var (from, to) = (pair.Item1 with { Major = 1, Minor = 36 }, pair.Item2 with { Major = 1, Minor = 36 });
            var newer = (to.Patch, to.Release).CompareTo((from.Patch, from.Release)) >= 0;
            Assert.Equal(newer ? 0 : 97, Jump(from.ToString(), to.ToString()).ExitCode);
        },
        iter: 40);

    /// <summary>Asks the script on the node, which alone knows the installed version.</summary>
    private static ProgramResult Jump(string from, string to)
    {
        var script = Infra.Components.Machines.RemoteScript.Read("install-k3s.sh");
        const string Prelude = "set -Eeuo pipefail; BINARY=k3s; fail() { echo \"$*\"; exit 97; }\n";
        var functions = Function(script, "version_numbers") + Function(script, "refuse_version_jump");
        return LocalProgram.RunWithInput("bash", $"{Prelude}{functions}\nrefuse_version_jump '{from}' '{to}'\n");
    }

    private static Gen<K3sVersion> Versions { get; } = Gen.Select(
        Gen.Int[1, 2], Gen.Int[34, 37], Gen.Int[0, 11], Gen.Int[1, 2],
        (major, minor, patch, release) => new K3sVersion(major, minor, patch, release));

    private static string Function(string script, string name)
    {
        var start = script.IndexOf($"{name}() {{", StringComparison.Ordinal);
        var end = script.IndexOf("\n}\n", start, StringComparison.Ordinal);
        return script[start..(end + 3)];
    }
}
