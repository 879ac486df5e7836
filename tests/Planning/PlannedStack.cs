using System.Text.Json.Nodes;
using Infra.Checks;
using Infra.Configuration;
using Infra.Planning;
using Infra.Stacks.Settings;
using Infra.Tests.Settings;

namespace Infra.Tests.Planning;

/// <summary>A stack's settings together with what they lead to.</summary>
public sealed class PlannedStack(string label, PlatformSettings settings)
{
    private static readonly Lazy<PlannedStack[]> Named = new(() =>
        [Shipped("dev"), Shipped("prod"), .. Stacks.Named.Select(stack => Of(stack.Label, stack.Settings))]);

    // Planned when it is first looked at, so that a stack that can't be planned fails its own tests only.
    private readonly Lazy<Plan> _plan = new(() => Planner.PlanAsync("infra", label, settings).GetAwaiter().GetResult());

    /// <summary>The shipped stacks, and one for each way to build a cluster.</summary>
    public static IReadOnlyList<PlannedStack> All => Named.Value;

    public static PlannedStack Dev => Get("dev");

    public PlatformSettings Settings => settings;

    public Plan Plan => _plan.Value;

    /// <summary>IPv4 addresses at which pods reach the API, as the servers' configuration has them.</summary>
    public IEnumerable<string> ApiAddresses =>
        Servers.Select(server => server.Values["node-ip"]!.GetValue<string>().Split(',')[0]);

    /// <summary>All addresses of the servers, as their configuration has them.</summary>
    public IEnumerable<string> ServerAddresses => Servers.SelectMany(server => server.Addresses).Distinct();

    private IEnumerable<NodeConfiguration> Servers
    {
        get
        {
            var configurations = NodeConfiguration.Of(Plan);
            return Plan.Servers.Select(server => configurations[server.Name]);
        }
    }

    public static PlannedStack Get(string label) => Named.Value.Single(stack => stack.ToString() == label);

    public static PlannedStack Of(string label, JsonObject settings) => new(label, settings.Load());

    public override string ToString() => label;

    private static PlannedStack Shipped(string stack) =>
        new(stack, SettingsLoader.Load(StackFile.Read(Project.Find(SharedFolder.Checkout), stack).Configuration));
}
