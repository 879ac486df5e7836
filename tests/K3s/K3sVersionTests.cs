using CsCheck;
using Infra.Components.K3s;
using Xunit;

namespace Infra.Tests.K3s;

public sealed class K3sVersionTests
{
    [Theory]
    [InlineData("v1.36.4+k3s1", "v1.36.4+k3s1")]
    [InlineData("v1.36.4+k3s1", "v1.36.4+k3s2")]
    [InlineData("v1.36.4+k3s1", "v1.36.10+k3s1")]
    [InlineData("v1.36.4+k3s1", "v1.37.0+k3s1")]
    public void A_cluster_goes_up_by_one_minor_at_most(string from, string to) =>
        Assert.Null(K3sVersion.Parse(from).RefusalToBecome(K3sVersion.Parse(to)));

    [Theory]
    [InlineData("v1.36.4+k3s2", "v1.36.4+k3s1", "can't be downgraded")]
    [InlineData("v1.36.10+k3s1", "v1.36.9+k3s1", "can't be downgraded")]
    [InlineData("v1.36.0+k3s1", "v1.35.8+k3s1", "can't be downgraded")]
    [InlineData("v1.36.4+k3s1", "v1.38.0+k3s1", "upgrade to the newest v1.37 first")]
    [InlineData("v1.36.4+k3s1", "v2.0.0+k3s1", "skips a Kubernetes minor")]
    public void A_downgrade_and_a_skipped_minor_are_refused_with_the_reason(string from, string to, string reason) =>
        Assert.Contains(reason, K3sVersion.Parse(from).RefusalToBecome(K3sVersion.Parse(to)), StringComparison.Ordinal);

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

    // The script on the node decides by the installed version; both must agree.
    [Fact]
    public void The_script_refuses_what_the_rule_refuses()
    {
        var script = Infra.Components.Machines.RemoteScript.Read("install-k3s.sh");
        var functions = Function(script, "version_numbers") + Function(script, "refuse_version_jump");
        const string Prelude = "set -Eeuo pipefail; BINARY=k3s; fail() { echo \"$*\"; exit 97; }\n";
        Gen.Select(Versions, Versions).Sample(
            pair =>
            {
                var (from, to) = pair;
                var result = Shell.Run("bash", $"{Prelude}{functions}\nrefuse_version_jump '{from}' '{to}'\n");
                Assert.Equal(from.RefusalToBecome(to) is null ? 0 : 97, result.Status);
            },
            iter: 60);
    }

    private static Gen<K3sVersion> Versions { get; } = Gen.Select(
        Gen.Int[1, 2], Gen.Int[34, 37], Gen.Int[0, 11], Gen.Int[1, 2], (major, minor, patch, release) => new K3sVersion(major, minor, patch, release));

    private static string Function(string script, string name)
    {
        var start = script.IndexOf($"{name}() {{", StringComparison.Ordinal);
        var end = script.IndexOf("\n}\n", start, StringComparison.Ordinal);
        return script[start..(end + 3)];
    }
}
