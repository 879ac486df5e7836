using System.Diagnostics;
using Xunit;

namespace Infra.Tests.Offline;

public class PublicSurfaceTests
{
    /// <summary>The configuration this test was built in, which is that of the stand-ins: bin/CONFIGURATION/net10.0.</summary>
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static readonly string StandIns =
        Path.Combine(SharedFolder.Checkout, "offline", "bin", Configuration, "net10.0", "Pulumi.Offline.dll");

    [StandInFact]
    public void The_stand_ins_offer_nothing_that_the_real_packages_lack()
    {
        var listed = Directory.EnumerateFiles(SharedFolder.Find("api", "listings"), "*.txt")
            .SelectMany(File.ReadLines)
            .ToHashSet(StringComparer.Ordinal);

        var offered = ListPublicApi(StandIns);

        Assert.NotEmpty(offered);
        var foreign = offered.Where(line => !listed.Contains(line)).ToList();
        Assert.True(foreign.Count == 0,
            $"{foreign.Count} public members are in no listing of the real packages:\n{string.Join('\n', foreign)}");
    }

    private static List<string> ListPublicApi(string assembly)
    {
        var folder = Directory.CreateTempSubdirectory("public-surface-");
        try
        {
            var program = Path.Combine(folder.FullName, "api-dump.cs");
            File.Copy(SharedFolder.Find("api", "api-dump.cs"), program);
            var start = new ProcessStartInfo("dotnet", ["run", program, "--", assembly])
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"api-dump.cs failed:\n{string.Join('\n', lines)}\n{errors.Result}");
            return [.. lines.Select(line => line.TrimEnd('\r'))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Skipped too where the program was built with the real packages, so that there are no stand-ins to compare.</summary>
    private sealed class StandInFactAttribute : FactAttribute
    {
        public StandInFactAttribute()
        {
            Skip = new SharedFactAttribute().Skip
                ?? (File.Exists(StandIns) ? null : $"The stand-ins were not built: {StandIns} does not exist.");
        }
    }
}
