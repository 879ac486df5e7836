using System.Diagnostics;
using System.Text.Json;

namespace Infra.Tests.EndToEnd.Suite;

/// <summary>
/// A scenario's own process: the first of namespaces of its own, for processes, mounts and networks. Whatever the scenario starts, mounts
/// or connects ends with it, however it ends, and nothing outside can be reached from there.
/// </summary>
internal static class ScenarioProcess
{
    /// <summary>The verb, for the suite itself, with which the process is told what to do.</summary>
    public const string Verb = "tell";

    // The machine's list of network namespaces stays as it is, and names are asked of the world alone.
    private const string Enter = """
        set -e
        mkdir -p /run/netns
        mount -t tmpfs tmpfs /run/netns
        mount --bind "$1" /etc/resolv.conf
        ip link set lo up
        shift
        "$@" || exit
        exit 0
        """;

    // The program with its runtime, or by itself.
    private static string[] Self => Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal)
        ? [Environment.ProcessPath, typeof(ScenarioProcess).Assembly.Location]
        : [Environment.ProcessPath];

    /// <summary>Runs a scenario.</summary>
    /// <param name="scenario">Which.</param>
    /// <param name="root">The checkout.</param>
    /// <param name="folder">Where its logs go.</param>
    /// <param name="image">The machines' root file system.</param>
    /// <param name="keepGoing">Whether it goes on after a step that failed.</param>
    /// <param name="output">Gets its lines.</param>
    /// <param name="end">Ends it.</param>
    /// <returns>Its steps.</returns>
    public static async Task<IReadOnlyList<StepResult>> RunAsync(
        Scenario scenario, string root, string folder, string image, bool keepGoing, TextWriter output, CancellationToken end)
    {
        Directory.CreateDirectory(folder);
        var names = Path.Combine(folder, "resolv.conf");
        await File.WriteAllTextAsync(names, $"nameserver {Worlds.Wires.Internet}\n", end);
        var start = new ProcessStartInfo("unshare",
        [
            "--net", "--mount", "--propagation", "private", "--pid", "--fork", "--kill-child=KILL", "--mount-proc", "--ipc",
            "sh", "-c", Enter, "enter", names,
            .. Self, Verb, scenario.Name, "--root", root, "--folder", folder, "--image", image,
            .. keepGoing ? new[] { "--keep-going" } : [],
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await using var killed = end.Register(() => process.Kill(entireProcessTree: true));
        await Task.WhenAll(CopyAsync(process.StandardOutput, output), CopyAsync(process.StandardError, output));
        await process.WaitForExitAsync(CancellationToken.None);
        Leftovers.RemoveDead();
        return Steps(scenario, folder, process.ExitCode);
    }

    /// <summary>Where the process leaves its steps.</summary>
    public static string StepsFile(string folder) => Path.Combine(folder, "steps.json");

    private static IReadOnlyList<StepResult> Steps(Scenario scenario, string folder, int exitCode)
    {
        StepResult[] steps = File.Exists(StepsFile(folder))
            ? JsonSerializer.Deserialize<StepResult[]>(File.ReadAllText(StepsFile(folder)))!
            : [];
        return exitCode == 0 || steps.Any(step => step.Failure is not null)
            ? steps
            : [.. steps, new StepResult(scenario.Name, "The process", 0, $"It ended with {exitCode} before its story did: {folder}")];
    }

    private static async Task CopyAsync(StreamReader from, TextWriter to)
    {
        while (await from.ReadLineAsync() is { } line)
            await to.WriteLineAsync(line);
    }
}
