using Infra.Planning;
using Infra.Tests.Lifetimes.Clusters;

namespace Infra.Tests.Lifetimes.Engines;

/// <summary>Servers of a cloud. One that goes takes its kubelet along; the Node object stays.</summary>
internal static class MachineProvider
{
    /// <summary>Creates it; one that bore the name before is forgotten.</summary>
    public static void Create(Cluster cluster, PlannedResource server) =>
        cluster.Set(cluster.State with { Dead = cluster.State.Dead.Remove(server.Text("name")!) });

    /// <summary>Deletes it.</summary>
    public static void Delete(Cluster cluster, PlannedResource server) => Stop(cluster, server.Text("name")!);

    /// <summary>K3s no longer runs on a machine.</summary>
    public static void Stop(Cluster cluster, string node) => cluster.Set(cluster.State with
    {
        Kubelets = cluster.State.Kubelets.Remove(node),
        Servers = cluster.State.Servers.Remove(node),
    });
}
