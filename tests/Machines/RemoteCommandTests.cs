using CsCheck;
using Infra.Components.Machines;
using Xunit;

namespace Infra.Tests.Machines;

public sealed class RemoteCommandTests
{
    // What each script does first: it takes its arguments. These run no further.
    private const string TakeArguments = "for parameter in \"$@\"; do declare -- \"$parameter\"; done\n";

    [Theory]
    [MemberData(nameof(RemoteScriptTests.Scripts), MemberType = typeof(RemoteScriptTests))]
    public void The_line_holds_no_script_as_error_messages_repeat_it(string file) =>
        Assert.InRange(new RemoteCommand(RemoteScript.Of(file), RemoteScript.Of(file)).Delete!.Length, 1, 150);

    [Fact]
    public void Each_of_two_commands_takes_its_own_script_from_the_input_they_share()
    {
        var (create, delete) = (RemoteScript.Of("forget-node.sh", ("NODE_NAME", "a")), RemoteScript.Of("unregister-node.sh"));
        var command = new RemoteCommand(create, delete);

        Assert.Equal(create.Text, RemoteCommand.Script(command.Create, command.Input));
        Assert.Equal(delete.Text, RemoteCommand.Script(command.Delete!, command.Input));
        Assert.Equal("", RemoteCommand.Data(command.Delete!, command.Input));
        Assert.Equal(create.Text, Taken(command.Create, command.Input).Script);
        Assert.Equal(delete.Text, Taken(command.Delete!, command.Input).Script);
    }

    [Fact]
    public void Any_parameter_and_any_data_reach_the_script_as_they_are() =>
        Gen.Select(Gen.String[Gen.Char['\u0001', '\u00ff'], 0, 100], Gen.String[Gen.Char['\u0001', '\u00ff'], 0, 100]).Sample(
            (value, data) =>
            {
                var script = RemoteScript.Of("kubeconfig.sh", ("A", "1"), ("VALUE", value));
                var command = new RemoteCommand(script);
                Assert.Equal((script.Text, value, data), Taken(command.Create, command.Input + data));
                Assert.Equal(data, RemoteCommand.Data(command.Create, command.Input + data));
            },
            iter: 50);

    [Fact]
    public void A_script_takes_its_arguments_before_anything_else()
    {
        var first = RemoteScript.Of("kubeconfig.sh").Text.IndexOf(TakeArguments, StringComparison.Ordinal);
        Assert.InRange(first, 1, 300);
    }

    [Theory]
    [InlineData("echo hello", "")]
    [InlineData("bash -c 'read -rN 10 script && exec bash -c \"$script\"'", "short")]
    public void A_line_that_takes_no_such_script_is_refused(string line, string input) =>
        Assert.Throws<FormatException>(() => RemoteCommand.Script(line, input));

    // Runs the line as sshd does, by the login shell, with a script in place of the one taken that shows what it was given.
    private static (string Script, string Value, string Data) Taken(string line, string input)
    {
        var show = "printf %s \"$0\" | base64 -w0; echo; " + TakeArguments.TrimEnd()
            + "; printf %s \"${VALUE:-}\" | base64 -w0; echo; cat | base64 -w0";
        var shown = line.Replace("exec bash -c \"$script\" \"$0\"", $"exec bash -c '\\''{show}'\\'' \"$script\"", StringComparison.Ordinal);
        var result = LocalProgram.RunWithInput("sh", input, "-c", shown);
        Assert.True(result.ExitCode == 0, result.Error);
        var parts = result.Output.Split('\n').Select(Convert.FromBase64String).Select(System.Text.Encoding.UTF8.GetString).ToArray();
        return (parts[0], parts[1], parts[2]);
    }
}
