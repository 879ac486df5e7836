using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Planning;
using Infra.Rendering;
using Infra.Tests.Planning;

namespace Infra.Tests.Guards;

/// <summary>
/// Kubernetes' own library, which evaluates admission policies: ../shared/tools/policy-check. It runs once for all cases of a folder, on
/// the objects of a plan.
/// </summary>
internal sealed class PolicyCheck
{
    private readonly Lazy<JsonObject> _result;

    private PolicyCheck(string cases, Func<PlannedStack> stack)
    {
        Cases = Path.Combine(SharedFolder.Checkout, "tests", "Guards", cases);
        _result = new Lazy<JsonObject>(() => Run(stack().Plan, Cases));
    }

    /// <summary>The cases.</summary>
    public static PolicyCheck Current { get; } = new("Cases", () => GuardedStack.Current);

    /// <summary>Cases of Kubernetes before 1.36, where nothing is added to what a tenant writes.</summary>
    public static PolicyCheck WithoutAdditions { get; } = new("CasesBefore1.36", () => GuardedStack.WithoutAdditions);

    /// <summary>Cases of existing machines with IPv4 and IPv6 addresses, all of which the settings tell.</summary>
    public static PolicyCheck DualStack { get; } = new("CasesDualStack", () => PlannedStack.Get("dual-stack"));

    /// <summary>Why policies can't be evaluated here, or null.</summary>
    public static string? Missing => Find() is null
        ? "This test needs policy-check, which is built by ../shared/tools/policy-check/build (with Debian's packages, in a few minutes)."
        : null;

    /// <summary>Folder of the cases.</summary>
    public string Cases { get; }

    /// <summary>What it says of policies: what doesn't compile, and what looks wrong.</summary>
    public IEnumerable<JsonObject> Findings => _result.Value["policies"]!.AsArray().OfType<JsonObject>();

    /// <summary>What it says of cases.</summary>
    public IEnumerable<JsonObject> Decisions => _result.Value["cases"]!.AsArray().OfType<JsonObject>();

    /// <summary>Decides cases on the objects of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cases">A file or folder.</param>
    public static JsonObject Run(Plan plan, string cases)
    {
        var folder = Directory.CreateTempSubdirectory("infra-guards-").FullName;
        try
        {
            foreach (var (path, text) in PlanFiles.Render(plan))
            {
                if (path.StartsWith("manifests/", StringComparison.Ordinal))
                    File.WriteAllText(Path.Combine(folder, path["manifests/".Length..].Replace('/', '_')), text);
            }

            var cluster = Path.Combine(SharedFolder.Checkout, "tests", "Guards", "cluster.yaml");
            var result = LocalProgram.Run(Find()!, "--json", "--policies", folder, cluster, "--cases", cases);
            return result.Output.Length > 0
                ? JsonNode.Parse(result.Output)!.AsObject()
                : throw new InvalidOperationException($"policy-check ended with {result.ExitCode}: {result.Error.Trim()}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Decides cases that are made in a test.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cases">The cases.</param>
    public static ImmutableArray<JsonObject> Decide(Plan plan, IEnumerable<JsonObject> cases)
    {
        // A YAML document each; JSON is YAML, too.
        var file = Path.Combine(Directory.CreateTempSubdirectory("infra-cases-").FullName, "cases.yaml");
        try
        {
            File.WriteAllText(file, string.Join("\n---\n", cases.Select(one => one.ToJsonString())));
            return [.. Run(plan, file)["cases"]!.AsArray().OfType<JsonObject>()];
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
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
