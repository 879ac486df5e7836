using Infra.Conformance;
using Infra.Stacks.Settings;
using Infra.Tests.Planning;

namespace Infra.Tests.Guards;

/// <summary>The stack that cases of guards are about, planned.</summary>
internal static class GuardedStack
{
    public static PlannedStack Current { get; } = Of(PlannedStack.Dev.Settings);

    /// <summary>The same on a Kubernetes that knows no mutating policies.</summary>
    public static PlannedStack WithoutAdditions { get; } = Of(PlannedStack.Dev.Settings with
    {
        Cluster = PlannedStack.Dev.Settings.Cluster with { K3sVersion = "v1.35.9+k3s1" },
    });

    private static PlannedStack Of(PlatformSettings dev) => new(CaseStack.Name, CaseStack.Of(dev));
}
