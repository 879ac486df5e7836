using System.Collections.Immutable;
using System.Globalization;
using Infra.Tests.EndToEnd.Deployments;
using Infra.Tests.EndToEnd.Programs;

namespace Infra.Tests.EndToEnd.Suite;

/// <summary>Runs scenarios, as many at once as the machine has memory and processors for.</summary>
/// <param name="root">The checkout.</param>
/// <param name="programs">The real programs.</param>
/// <param name="output">Where lines go.</param>
/// <param name="keepGoing">Whether stories go on after a step that failed.</param>
internal sealed class SuiteRun(string root, ProgramsFolder programs, TextWriter output, bool keepGoing)
{
    // A control plane alone keeps one processor busy while it starts.
    private const int ProcessorsPerScenario = 2;

    private const long MiB = 1024 * 1024;

    /// <summary>Where logs and results go.</summary>
    public string Folder { get; } = Path.Combine(root, ".build", "end-to-end");

    /// <summary>Runs them.</summary>
    /// <returns>All steps; a scenario that needs what isn't there is one that was skipped.</returns>
    public async Task<ImmutableArray<StepResult>> RunAsync(IReadOnlyList<Scenario> scenarios, CancellationToken end)
    {
        var reasons = scenarios.ToDictionary(scenario => scenario, Reason);
        var skipped = scenarios.Where(scenario => reasons[scenario] is not null)
            .Select(scenario => Skip(scenario, reasons[scenario]!)).ToArray();
        var told = scenarios.Where(scenario => reasons[scenario] is null).ToArray();
        if (told.Length == 0)
            return [.. skipped];

        foreach (var other in programs.OtherVersions())
            await output.WriteLineAsync(other);
        await output.WriteLineAsync("Building the checkout with Pulumi's packages …");
        await Checkout.PrepareAsync(root, programs);
        var image = HostImage.Ensure();
        using var limits = new KernelLimits();
        var steps = new List<StepResult>(skipped);
        var free = AvailableMemory();
        var waiting = new Queue<Scenario>(told);
        var running = new Dictionary<Task<IReadOnlyList<StepResult>>, Scenario>();
        while (waiting.Count > 0 || running.Count > 0)
        {
            while (waiting.TryPeek(out var next) && (running.Count == 0 || Fits(next, running.Values, free)))
                running.Add(ScenarioProcess.RunAsync(waiting.Dequeue(), root, NewFolder(next), image, keepGoing, output, end), next);
            var ended = await Task.WhenAny(running.Keys);
            running.Remove(ended);
            steps.AddRange(await ended);
            end.ThrowIfCancellationRequested();
        }

        return [.. steps];
    }

    private static bool Fits(Scenario next, ICollection<Scenario> running, long freeMiB) =>
        (running.Count + 1) * ProcessorsPerScenario <= Environment.ProcessorCount
        && running.Sum(scenario => scenario.MemoryMiB) + next.MemoryMiB <= freeMiB;

    private static long AvailableMemory() => File.ReadLines("/proc/meminfo")
        .Where(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / MiB)
        .Single();

    private string? Reason(Scenario scenario) => programs.Missing(scenario.Needs) is { IsEmpty: false } missing
        ? $"{programs.Path} lacks {string.Join(", ", missing)}."
        : scenario.Obstacle();

    private StepResult Skip(Scenario scenario, string reason)
    {
        output.WriteLine($"{scenario.Name,-8} skipped: {reason}");
        return new StepResult(scenario.Name, scenario.Title, 0, Skipped: reason);
    }

    private string NewFolder(Scenario scenario)
    {
        var folder = Path.Combine(Folder, scenario.Name);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        return Directory.CreateDirectory(folder).FullName;
    }
}
