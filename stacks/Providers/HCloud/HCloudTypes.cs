namespace Infra.Stacks.Providers.HCloud;

/// <summary>Type tokens of Hetzner Cloud's resources, as plans and states name them.</summary>
public static class HCloudTypes
{
    /// <summary>A server.</summary>
    public const string Server = "hcloud:index/server:Server";

    /// <summary>A server's place in a private network.</summary>
    public const string ServerNetwork = "hcloud:index/serverNetwork:ServerNetwork";

    /// <summary>A private network.</summary>
    public const string Network = "hcloud:index/network:Network";

    /// <summary>A firewall.</summary>
    public const string Firewall = "hcloud:index/firewall:Firewall";

    /// <summary>A placement group.</summary>
    public const string PlacementGroup = "hcloud:index/placementGroup:PlacementGroup";

    /// <summary>A server's own address.</summary>
    public const string PrimaryIp = "hcloud:index/primaryIp:PrimaryIp";

    /// <summary>An address that moves between servers.</summary>
    public const string FloatingIp = "hcloud:index/floatingIp:FloatingIp";

    /// <summary>Which server a floating address leads to.</summary>
    public const string FloatingIpAssignment = "hcloud:index/floatingIpAssignment:FloatingIpAssignment";
}
