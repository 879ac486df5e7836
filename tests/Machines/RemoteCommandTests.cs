using System.Text;
using CsCheck;
using Infra.Components.Machines;
using Xunit;

namespace Infra.Tests.Machines;

public sealed class RemoteCommandTests
{
    // What each script does first: it takes its arguments. This one shows what it was given, and does no more.
    private const string TakeArguments = "for parameter in \"$@\"; do declare -- \"$parameter\"; done\n";
    private const string Show = TakeArguments + "printf %s \"${VALUE:-}\" | base64 -w0; echo; base64 -w0";

    [Theory]
    [MemberData(nameof(RemoteScriptTests.Scripts), MemberType = typeof(RemoteScriptTests))]
    public void The_line_holds_no_script_as_error_messages_repeat_it(string file) =>
        Assert.InRange(RemoteCommand.Line(RemoteScript.Of(file)).Length, 1, 300);

    [Fact]
    public void Any_parameter_and_any_data_reach_the_script_as_they_are() => WithScript(path =>
        Gen.Select(Gen.String[Gen.Char['\u0001', '\u00ff'], 0, 100], Gen.String[Gen.Char['\u0001', '\u00ff'], 0, 100]).Sample(
            (value, data) =>
            {
                var assignments = RemoteScript.Of("kubeconfig.sh", ("A", "1"), ("VALUE", value)).Assignments;
                // As sshd does: by the login shell.
                var result = LocalProgram.RunWithInput("sh", data, "-c", RemoteCommand.Line(path, assignments));
                Assert.True(result.ExitCode == 0, result.Error);
                Assert.Equal((value, data), (Decoded(result.Output, 0), Decoded(result.Output, 1)));
            },
            iter: 50));

    [Fact]
    public void A_script_takes_its_arguments_before_anything_else()
    {
        var first = RemoteScript.Of("kubeconfig.sh").Text.IndexOf(TakeArguments, StringComparison.Ordinal);
        Assert.InRange(first, 1, 300);
    }

    [Fact]
    public void A_script_that_is_missing_is_told_in_one_line_with_the_place_that_knows_a_remedy()
    {
        var result = LocalProgram.Run(
            "sh", "-c", "cd / && " + RemoteCommand.Line("/no/such/install-k3s-0123456789ab", ["NODE_NAME='prod-acme'"]));
        Assert.Equal(97, result.ExitCode);
        Assert.EndsWith(
            ": /no/such/install-k3s-0123456789ab is missing: see A script is missing, docs/operations.md",
            Assert.Single(result.Text.TrimEnd().Split('\n')), StringComparison.Ordinal);
        var operations = File.ReadAllText(Path.Combine(SharedFolder.Checkout, "docs", "operations.md"));
        Assert.Contains("\n**A script is missing**", operations, StringComparison.Ordinal);
    }

    private static void WithScript(Action<string> run)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Show);
            run(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Decoded(string output, int line) => Encoding.UTF8.GetString(Convert.FromBase64String(output.Split('\n')[line]));
}
