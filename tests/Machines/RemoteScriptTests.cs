using Infra.Components.Machines;
using Xunit;

namespace Infra.Tests.Machines;

public sealed class RemoteScriptTests
{
    public static TheoryData<string> Scripts { get; } = new(typeof(RemoteScript).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".sh", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Every_script_is_bash(string file)
    {
        var result = LocalProgram.RunWithInput("bash", RemoteScript.Of(file).Text, "-n");
        Assert.True(result.ExitCode == 0, result.Error);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Every_script_names_its_interpreter_once_and_leaves_no_attachment_out(string file)
    {
        var text = RemoteScript.Of(file).Text;
        Assert.DoesNotContain("# attach ", text, StringComparison.Ordinal);
        Assert.StartsWith("#!/usr/bin/env bash\n# ", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Scripts_are_ASCII_so_that_they_are_the_same_in_every_locale(string file) =>
        Assert.All(RemoteScript.Of(file).Text, character => Assert.True(char.IsAscii(character), $"'{character}'"));

    [Fact]
    public void The_order_of_parameters_does_not_matter() => Assert.Equal(
        RemoteScript.Of("kubeconfig.sh", ("A", "1"), ("B", "2")).Assignments,
        RemoteScript.Of("kubeconfig.sh", ("B", "2"), ("A", "1")).Assignments);

    [Theory]
    [InlineData("")]
    [InlineData("lower")]
    [InlineData("1A")]
    [InlineData("A;rm")]
    public void A_name_that_is_no_shell_variable_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => RemoteScript.Of("kubeconfig.sh", (name, "x")));

    [Fact]
    public void An_unknown_script_is_refused() => Assert.Throws<ArgumentException>(() => RemoteScript.Of("no-such.sh"));
}
