using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Planning;
using Infra.Stacks.Settings;

namespace Infra.Benchmarks;

/// <summary>What one evaluation of a stack cost.</summary>
/// <param name="Resources">Resources registered.</param>
/// <param name="Wall">Time from settings to plan.</param>
/// <param name="PeakBytes">Most memory that the process has held so far.</param>
/// <param name="AllocatedBytes">Memory allocated on the way.</param>
internal sealed record BenchmarkRun(int Resources, TimeSpan Wall, long PeakBytes, long AllocatedBytes);

/// <summary>Evaluates a stack of any size, on Hetzner Cloud over public addresses: a private network takes 100 servers at most.</summary>
internal static class Benchmark
{
    /// <summary>Loads the settings of a stack with so many tenants, and plans it.</summary>
    public static async Task<BenchmarkRun> RunAsync(int tenants)
    {
        var configuration = Configuration(tenants);
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();
        var plan = await Planner.PlanAsync("infra", "bench", SettingsLoader.Load(configuration)).ConfigureAwait(false);
        watch.Stop();
        using var process = Process.GetCurrentProcess();
        var allocatedSince = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        return new BenchmarkRun(plan.Resources.Length, watch.Elapsed, process.PeakWorkingSet64, allocatedSince);
    }

    private static ImmutableDictionary<string, string> Configuration(int tenants) => ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create("infra:cluster", Cluster),
        KeyValuePair.Create("infra:tenants", new JsonArray([.. Enumerable.Range(1, tenants).Select(Tenant)]).ToJsonString()),
    ]);

    private const string Cluster = """
        {
          "name": "bench",
          "provider": "hcloud",
          "location": "nbg1",
          "network": "public",
          "controlPlane": {"count": 3, "serverType": "cpx32", "openToTheWorld": true},
          "administrators": {
            "cidrs": ["203.0.113.0/24"],
            "sshPublicKeys": ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA bench"]
          },
          "certificates": {"issuer": "letsencrypt-staging", "email": "bench@example.com"}
        }
        """;

    private static JsonObject Tenant(int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"tenant-{number}");
        return new JsonObject
        {
            ["name"] = name,
            ["serverType"] = "cpx12",
            ["domains"] = new JsonArray($"{name}.example.com"),
            ["ingress"] = number % 2 == 0 ? "nginx" : "traefik",
        };
    }
}
