namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>The control loops of a cluster.</summary>
internal static class ControlLoops
{
    /// <summary>A list of one's own, to bring into any order.</summary>
    public static IControlLoop[] All =>
    [
        new GarbageCollection(), new NamespaceDeletion(), new JobTracking(), new PodCreation(), new Scheduling(), new KubeletWork(),
        new PodCollection(), new AddressAllocation(),
    ];
}
