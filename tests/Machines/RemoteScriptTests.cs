using CsCheck;
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
        var result = Shell.Run("bash", RemoteScript.Render(file), "-n");
        Assert.True(result.Status == 0, result.Error);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void No_script_names_an_interpreter_or_leaves_an_attachment_out(string file)
    {
        var text = RemoteScript.Render(file);
        Assert.DoesNotContain("# attach ", text, StringComparison.Ordinal);
        Assert.False(text.StartsWith("#!", StringComparison.Ordinal));
    }

    [Fact]
    public void Any_value_reaches_bash_as_it_is() => Gen.String[Gen.Char['\u0001', '\u00ff'], 0, 200].Sample(
        value =>
        {
            var assignment = RemoteScript.Render("kubeconfig.sh", ("VALUE", value)).Split("\n# Prepended", 2)[0];
            var result = Shell.Run("bash", $"{assignment}\nprintf '<%s>' \"$VALUE\" | base64 --wrap=0");
            Assert.Equal($"<{value}>", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(result.Output)));
        },
        iter: 100);

    [Fact]
    public void The_order_of_parameters_does_not_matter() => Assert.Equal(
        RemoteScript.Render("kubeconfig.sh", ("A", "1"), ("B", "2")), RemoteScript.Render("kubeconfig.sh", ("B", "2"), ("A", "1")));

    [Theory]
    [InlineData("")]
    [InlineData("lower")]
    [InlineData("1A")]
    [InlineData("A;rm")]
    public void A_name_that_is_no_shell_variable_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => RemoteScript.Render("kubeconfig.sh", (name, "x")));

    [Fact]
    public void An_unknown_script_is_refused() => Assert.Throws<ArgumentException>(() => RemoteScript.Render("no-such.sh"));
}
