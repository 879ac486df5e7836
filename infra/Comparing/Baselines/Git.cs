using System.ComponentModel;
using System.Diagnostics;

namespace Infra.Comparing.Baselines;

/// <summary>Runs git.</summary>
internal static class Git
{
    /// <summary>What a run came to.</summary>
    /// <param name="Succeeded">Whether it went well.</param>
    /// <param name="Output">What it printed.</param>
    /// <param name="Errors">What it complained of.</param>
    public readonly record struct Run(bool Succeeded, string Output, string Errors);

    /// <summary>Runs a command. Where git isn't installed, it fails as if git had.</summary>
    public static async Task<Run> RunAsync(string folder, CancellationToken cancellation, params string[] arguments)
    {
        // Hooks of the user's aren't meant for worktrees that nobody works in.
        var start = new ProcessStartInfo("git", ["-c", "core.hooksPath=/dev/null", "-C", folder, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            return new Run(process.ExitCode == 0, await output.ConfigureAwait(false), await errors.ConfigureAwait(false));
        }
        catch (Win32Exception exception)
        {
            return new Run(false, "", exception.Message);
        }
    }
}
