using System.CommandLine;
using System.Globalization;
using Infra.Benchmarks;
using Infra.Rendering;
using Spectre.Console;

namespace Infra.Commands;

/// <summary><c>bench</c>: what the evaluation of a stack costs as tenants grow.</summary>
internal static class BenchCommand
{
    private static readonly int[] Sizes = [1, 10, 100, 1000];

    private static readonly string[] Columns =
        ["Tenants", "Wall ms", "ms per tenant", "Resources", "Resources per tenant", "Peak MiB", "Allocated MiB", "KiB per tenant"];

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("bench", "Evaluate a stack with 1, 10, 100 and 1,000 tenants and show time and memory for each.");
        command.SetAction((_, _) => RunAsync());
        return command;
    }

    private static async Task<int> RunAsync()
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in Columns)
            table.AddColumn(new TableColumn(column).RightAligned());
        // Loads and compiles what later runs share.
        var empty = await Benchmark.RunAsync(tenants: 0).ConfigureAwait(false);
        foreach (var tenants in Sizes)
        {
            await Console.Error.WriteLineAsync($"{tenants} tenants …").ConfigureAwait(false);
            var run = await Benchmark.RunAsync(tenants).ConfigureAwait(false);
            table.AddRow(
                Number(tenants, 0),
                Number(run.Wall.TotalMilliseconds, 0),
                Number(run.Wall.TotalMilliseconds / tenants, 2),
                Number(run.Resources, 0),
                Number((double)(run.Resources - empty.Resources) / tenants, 1),
                Number(run.PeakBytes / 1048576.0, 0),
                Number(run.AllocatedBytes / 1048576.0, 1),
                Number(run.AllocatedBytes / 1024.0 / tenants, 0));
        }

        Summary.Console().Write(table);
        return CommandLine.Fine;
    }

    private static string Number(double value, int decimals) => value.ToString($"N{decimals}", CultureInfo.InvariantCulture);
}
