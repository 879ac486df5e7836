using Infra.Configuration;
using Infra.Conformance;
using Infra.Stacks.Settings;
using Infra.Tests.Planning;

namespace Infra.Tests.Guards;

/// <summary>The stack that cases of guards are about, planned.</summary>
internal static class GuardedStack
{
    private static readonly PlatformSettings Settings = CaseStack.Read(Project.Find(SharedFolder.Checkout));

    public static PlannedStack Current { get; } = new(CaseStack.Name, Settings);

    /// <summary>The same on a Kubernetes that knows no mutating policies.</summary>
    public static PlannedStack WithoutAdditions { get; } = new(CaseStack.Name, Settings with
    {
        Cluster = Settings.Cluster with { K3sVersion = "v1.35.9+k3s1" },
    });
}
