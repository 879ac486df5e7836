using System.Diagnostics;

namespace Infra.Tests.Hosts;

/// <summary>What a program left behind when it ended.</summary>
public sealed record ProgramResult(int ExitCode, string Output, string Error)
{
    /// <summary>Both streams, as a person would read them in a log.</summary>
    public string Text => Output + Error;
}

/// <summary>Runs programs of this machine.</summary>
internal static class LocalProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Concat(["/usr/sbin", "/sbin"])
        .Where(folder => folder.Length > 0)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    public static ProgramResult Run(string program, params string[] arguments) => RunWithInput(program, "", arguments);

    // On a thread of its own: those of the tests are few, and all of them may be waiting here.
    public static ProgramResult RunWithInput(string program, string input, params string[] arguments) =>
        Task.Run(() => RunAsync(program, arguments, input, Limit)).GetAwaiter().GetResult();

    /// <summary>Runs a program that must succeed.</summary>
    public static string Must(string program, params string[] arguments)
    {
        var result = Run(program, arguments);
        return result.ExitCode == 0
            ? result.Output
            : throw new InvalidOperationException(
                $"'{program} {string.Join(' ', arguments)}' ended with {result.ExitCode}: {result.Text.Trim()}");
    }

    public static async Task<ProgramResult> RunAsync(string program, IEnumerable<string> arguments, string input, TimeSpan limit)
    {
        var start = new ProcessStartInfo(Find(program) ?? program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading all of its input; its exit code says whether that was right.
        }

        using var timer = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(timer.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return new ProgramResult(-1, await output, $"{await error}(stopped by the test after {limit.TotalSeconds} s)");
        }

        return new ProgramResult(process.ExitCode, await output, await error);
    }
}
