using System.Text.Json.Nodes;
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

    public static PlannedStack Get(string label) => Named.Value.Single(stack => stack.ToString() == label);

    public static PlannedStack Of(string label, JsonObject settings) => new(label, settings.Load());

    public override string ToString() => label;

    private static PlannedStack Shipped(string stack) =>
        new(stack, SettingsLoader.Load(StackFile.Read(Project.Find(SharedFolder.Checkout), stack).Configuration));
}
