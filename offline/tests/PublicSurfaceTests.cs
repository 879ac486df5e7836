using System.Diagnostics;
using Xunit;

namespace Infra.Offline.Tests;

public class PublicSurfaceTests
{
    [StandInFact(needsShared: true)]
    public void The_stand_ins_offer_nothing_that_the_real_packages_lack()
    {
        var listed = ListedApi().ToHashSet(StringComparer.Ordinal);

        var offered = OfferedApi();

        Assert.NotEmpty(offered);
        var foreign = offered.Where(line => !listed.Contains(line) && !IsNamedOnly(line, listed)).ToList();
        Assert.True(foreign.Count == 0,
            $"{foreign.Count} public members are in no listing of the real packages:\n{string.Join('\n', foreign)}");
    }

    /// <summary>A call that has one meaning here would otherwise have two, or another one, there.</summary>
    [StandInFact(needsShared: true)]
    public void Of_each_name_in_use_the_stand_ins_have_all_overloads()
    {
        var offered = OfferedApi().ToHashSet(StringComparer.Ordinal);

        var names = offered.Select(OverloadedName).OfType<string>().ToHashSet(StringComparer.Ordinal);

        Assert.Contains("Pulumi.CustomResource.ctor", names);
        Assert.Contains("Pulumi.InputList<T>.op_Implicit", names);
        Assert.Contains("Pulumi.Output<T>.Apply", names);
        var missing = ListedApi()
            .Where(line => OverloadedName(line) is { } name && names.Contains(name) && !offered.Contains(line))
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.True(missing.Count == 0, $"{missing.Count} overloads of the real packages are missing:\n{string.Join('\n', missing)}");
    }

    /// <summary>
    /// Types that a listed member has, and that the listings leave out themselves. Their one member stands in the provider's schema.
    /// </summary>
    private static readonly string[] NamedOnly = ["Pulumi.Kubernetes.Types.Inputs.AdmissionRegistration.V1.JSONPatchArgs"];

    private static bool IsNamedOnly(string line, HashSet<string> listed) => NamedOnly.Any(type =>
        (line.StartsWith($"{type}.", StringComparison.Ordinal) || line.StartsWith($"{type} ", StringComparison.Ordinal))
        && listed.Any(other => other.EndsWith($"<{type}>", StringComparison.Ordinal)));

    /// <summary>What overloads have in common: type and member, without type parameters of its own; null unless it is a method.</summary>
    private static string? OverloadedName(string line)
    {
        var end = line.IndexOf('(', StringComparison.Ordinal);
        if (end < 0) return null;
        var name = line[..end];
        return name.EndsWith('>') ? name[..name.LastIndexOf('<')] : name;
    }

    private static IEnumerable<string> ListedApi()
        => Directory.EnumerateFiles(SharedFolder.Find("api", "listings"), "*.txt").SelectMany(File.ReadLines);

    private static List<string> OfferedApi()
    {
        var folder = Directory.CreateTempSubdirectory("public-surface-");
        try
        {
            var program = Path.Combine(folder.FullName, "api-dump.cs");
            File.Copy(SharedFolder.Find("api", "api-dump.cs"), program);
            var start = new ProcessStartInfo("dotnet", ["run", program, "--", StandInFactAttribute.Assembly])
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
}
