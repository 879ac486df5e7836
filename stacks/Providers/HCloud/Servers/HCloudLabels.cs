namespace Infra.Stacks.Providers.HCloud.Servers;

/// <summary>Labels on Hetzner Cloud's resources, by which firewalls and people find them.</summary>
internal static class HCloudLabels
{
    private const string ClusterKey = "cluster";
    private const string RoleKey = "role";

    /// <summary>Labels of a cluster's resource.</summary>
    public static Pulumi.InputMap<string> Of(string cluster) => new() { { ClusterKey, cluster } };

    /// <summary>Labels of a cluster's server.</summary>
    public static Pulumi.InputMap<string> Of(string cluster, ServerRole role) =>
        new() { { ClusterKey, cluster }, { RoleKey, Value(role) } };

    /// <summary>Selects a cluster's servers of one role.</summary>
    public static string Selector(string cluster, ServerRole role) => $"{ClusterKey}={cluster},{RoleKey}={Value(role)}";

    private static string Value(ServerRole role) => role == ServerRole.ControlPlane ? "control-plane" : "tenant";
}
