namespace Infra.Components.LoadBalancing;

/// <summary>How the network learns which node has an address.</summary>
public enum AnnouncementMode
{
    /// <summary>The node answers ARP (IPv4) or NDP (IPv6) for it. On a cloud the provider routes the address to the node anyway.</summary>
    Layer2,

    /// <summary>The node announces it to routers.</summary>
    Bgp,
}
