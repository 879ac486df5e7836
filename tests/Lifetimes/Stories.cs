using Infra.Stacks.Settings;
using Infra.Tests.Planning;
using Xunit;

namespace Infra.Tests.Lifetimes;

/// <summary>The stacks that stories are told of, and what becomes of them.</summary>
internal static class Stories
{
    /// <summary>The stacks of the tests.</summary>
    public static TheoryData<PlannedStack> Stacks => [.. PlannedStack.All];

    /// <summary>A stack with other settings.</summary>
    public static PlannedStack With(this PlannedStack stack, Func<PlatformSettings, PlatformSettings> change) =>
        new(stack.ToString(), change(stack.Settings));

    /// <summary>A stack of which nothing is protected.</summary>
    public static PlannedStack Unprotected(this PlannedStack stack) =>
        stack.With(settings => settings with { Cluster = settings.Cluster with { Protect = false } });

    /// <summary>A stack without one of its tenants.</summary>
    public static PlannedStack Without(this PlannedStack stack, string tenant) => stack.With(settings => settings with
    {
        Tenants = settings.Tenants.RemoveAll(one => one.Name == tenant),
    });

    /// <summary>Whether the program knows how machines of a stack are deleted.</summary>
    public static bool MakesMachines(this PlannedStack stack) => stack.Settings.Cluster.Provider.Word == "hcloud";

    /// <summary>The node of a tenant.</summary>
    public static string Node(this PlannedStack stack, string tenant) => stack.Plan.Tenants.Single(one => one.Name == tenant).Node;
}
