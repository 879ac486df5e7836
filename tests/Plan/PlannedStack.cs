using System.Text.Json.Nodes;
using Infra.Configuration;
using Infra.Planning;
using Infra.Stacks.Settings;
using Infra.Tests.Settings;

namespace Infra.Tests.Planning;

/// <summary>A stack's settings together with what they lead to.</summary>
public sealed record PlannedStack(string Label, PlatformSettings Settings, Plan Plan)
{
    private static readonly Lazy<PlannedStack[]> Named = new(() =>
    [
        Shipped("dev"),
        Shipped("prod"),
        .. Stacks.Named.Select(stack => Of(stack.Label, stack.Settings)),
    ]);

    /// <summary>The shipped stacks, and one for each way to build a cluster.</summary>
    public static TheoryStacks All => new(Named.Value);

    public static PlannedStack Dev => Named.Value[0];

    public static PlannedStack Prod => Named.Value[1];

    public static PlannedStack Get(string label) => Named.Value.Single(stack => stack.Label == label);

    public static PlannedStack Of(string label, JsonObject settings) => Of(label, settings.Load());

    public static PlannedStack Of(string label, PlatformSettings settings) =>
        new(label, settings, Planner.PlanAsync("infra", label, settings).GetAwaiter().GetResult());

    public override string ToString() => Label;

    private static PlannedStack Shipped(string stack) =>
        Of(stack, SettingsLoader.Load(StackFile.Read(Project.Find(SharedFolder.Checkout), stack)));
}

/// <summary>Stacks as a theory's data.</summary>
public sealed class TheoryStacks(IEnumerable<PlannedStack> stacks) : Xunit.TheoryData<PlannedStack>(stacks);
