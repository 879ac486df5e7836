using System.Collections.Immutable;
using System.ComponentModel;

namespace Infra.Tests.Reporting;

/// <summary>
/// The machine's own Chromium, if it has one that starts: some have a wrapper in its place that only asks for an installation.
/// </summary>
internal static class Chromium
{
    public const string Program = "chromium";

    public static readonly ImmutableArray<string> Arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];

    private static readonly Lazy<string?> Tried = new(() => ProblemOf(Program));

    /// <summary>Why it can't be used here; null: it can. It is started once.</summary>
    public static string? Problem => Tried.Value;

    /// <summary>Why a program can't be used as a browser; null: it shows an empty page.</summary>
    public static string? ProblemOf(string program)
    {
        if (LocalProgram.Find(program) is not { } path)
            return $"This test needs the program {program}, which isn't installed here.";
        // One that another process works in would have it show the page there.
        var profile = Directory.CreateTempSubdirectory("chromium-").FullName;
        try
        {
            var run = LocalProgram.Run(path, [.. Arguments, "--headless", $"--user-data-dir={profile}", "--dump-dom", "about:blank"]);
            return run.ExitCode == 0 && run.Output.Contains("<html", StringComparison.Ordinal)
                ? null
                : $"This test needs the program {program}, which doesn't start here (exit code {run.ExitCode}): {LastLine(run.Text)}";
        }
        catch (Win32Exception exception)
        {
            return $"This test needs the program {program}, which doesn't start here: {exception.Message}";
        }
        finally
        {
            Directory.Delete(profile, recursive: true);
        }
    }

    private static string LastLine(string text) => text.Trim() is { Length: > 0 } said ? said.Split('\n')[^1].Trim() : "it says nothing";
}
