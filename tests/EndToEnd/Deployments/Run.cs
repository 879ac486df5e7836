using Infra.Tests.EndToEnd.Suite;

namespace Infra.Tests.EndToEnd.Deployments;

/// <summary>A run of a verb of <c>build.sh</c>.</summary>
/// <param name="Command">What was typed.</param>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Log">The file that has both.</param>
internal sealed record Run(string Command, int ExitCode, string Output, string Error, string Log)
{
    private const int Lines = 60;

    /// <summary>Both outputs.</summary>
    public string Text => Output + Error;

    /// <summary>The run, which must have ended so.</summary>
    /// <exception cref="StoryFailedException">It ended otherwise; the message has its last lines.</exception>
    public Run MustEnd(int exitCode = 0) => ExitCode == exitCode ? this : throw Failed($"ended with {ExitCode}, not {exitCode}");

    /// <summary>The run, whose output must hold a text.</summary>
    /// <exception cref="StoryFailedException">It doesn't.</exception>
    public Run MustSay(string text) => Text.Contains(text, StringComparison.Ordinal) ? this : throw Failed($"doesn't say '{text}'");

    /// <summary>The failure of a run.</summary>
    /// <param name="what">What is wrong with it.</param>
    public StoryFailedException Failed(string what) =>
        new($"'{Command}' {what}. Its last lines ({Log}):\n{string.Join('\n', Text.TrimEnd().Split('\n').TakeLast(Lines))}");
}
