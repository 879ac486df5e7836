using System.Diagnostics;

namespace Infra.Tests;

/// <summary>Runs a program of this machine.</summary>
internal static class Shell
{
    public static (int Status, string Output, string Error) Run(string program, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }

    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(directory => Path.Combine(directory, program))
        .FirstOrDefault(File.Exists);
}

/// <summary>A fact that needs a program; it is skipped, saying so, where the program isn't installed.</summary>
internal sealed class NeedsFactAttribute : Xunit.FactAttribute
{
    public NeedsFactAttribute(string program)
    {
        if (Shell.Find(program) is null) Skip = $"This test needs the program {program}, which isn't installed here.";
    }
}
