using System.Text.Json.Nodes;
using Infra.Rendering;
using Infra.Tests.Planning;

namespace Infra.Tests.Guards;

/// <summary>
/// Kubernetes' own library, which evaluates admission policies: ../shared/tools/policy-check. It runs once for all cases, on the objects of
/// the plan of dev.
/// </summary>
internal static class PolicyCheck
{
    private static readonly Lazy<JsonObject> Result = new(Run);

    /// <summary>Folder of the cases.</summary>
    public static string Cases { get; } = Path.Combine(SharedFolder.Checkout, "tests", "Guards", "Cases");

    /// <summary>Why policies can't be evaluated here, or null.</summary>
    public static string? Missing => Find() is null
        ? "This test needs policy-check, which is built by ../shared/tools/policy-check/build (with Debian's packages, in a few minutes)."
        : null;

    /// <summary>What it says of policies: what doesn't compile, and what looks wrong.</summary>
    public static IEnumerable<JsonObject> Findings => Result.Value["policies"]!.AsArray().OfType<JsonObject>();

    /// <summary>What it says of cases.</summary>
    public static IEnumerable<JsonObject> Decisions => Result.Value["cases"]!.AsArray().OfType<JsonObject>();

    private static JsonObject Run()
    {
        var folder = Directory.CreateTempSubdirectory("infra-guards-").FullName;
        try
        {
            foreach (var (path, text) in PlanFiles.Render(PlannedStack.Dev.Plan))
            {
                if (path.StartsWith("manifests/", StringComparison.Ordinal))
                    File.WriteAllText(Path.Combine(folder, path["manifests/".Length..].Replace('/', '_')), text);
            }

            var cluster = Path.Combine(SharedFolder.Checkout, "tests", "Guards", "cluster.yaml");
            var result = LocalProgram.Run(Find()!, "--json", "--policies", folder, cluster, "--cases", Cases);
            return result.Output.Length > 0
                ? JsonNode.Parse(result.Output)!.AsObject()
                : throw new InvalidOperationException($"policy-check ended with {result.ExitCode}: {result.Error.Trim()}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The built program: where its own script keeps it, or where that is told to look.</summary>
    private static string? Find()
    {
        var caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var cache = Environment.GetEnvironmentVariable("POLICY_CHECK_CACHE") ?? Path.Combine(caches, "infra-tools", "policy-check");
        return new[] { Environment.GetEnvironmentVariable("POLICY_CHECK_BIN"), Path.Combine(cache, "policy-check") }
            .OfType<string>()
            .FirstOrDefault(File.Exists);
    }
}
