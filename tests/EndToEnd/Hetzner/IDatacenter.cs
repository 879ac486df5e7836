namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>
/// What happens in the world when the API is asked: machines, cards and addresses. Calls about one server come one after the other, as
/// do those about one address; calls about different ones come at the same time. What a call throws is its action's error.
/// </summary>
internal interface IDatacenter
{
    /// <summary>
    /// Makes a server: its disk from the image; it is started if the order says so. What it may be reached by follows:
    /// <see cref="AttachAsync"/> for each private address, then <see cref="FilterAsync"/>, then <see cref="RouteAsync"/>.
    /// </summary>
    Task CreateAsync(ServerOrder order);

    /// <summary>Takes a server away, with its disk. Its addresses are told off afterwards.</summary>
    Task DeleteAsync(long server);

    /// <summary>Starts a server.</summary>
    Task PowerOnAsync(long server);

    /// <summary>Stops a server at once. A shutdown is that, too.</summary>
    Task PowerOffAsync(long server);

    /// <summary>Starts a server anew, with the disk that it has.</summary>
    Task RebootAsync(long server);

    /// <summary>Gives a server a fresh disk, with the same addresses, and starts it.</summary>
    Task RebuildAsync(long server, string image);

    /// <summary>Gives a server a card in a private network.</summary>
    /// <param name="server">The server.</param>
    /// <param name="address">Its address in the network.</param>
    /// <param name="networkRange">The range of the whole network (CIDR), of which a subnet is a part.</param>
    Task AttachAsync(long server, string address, string networkRange);

    /// <summary>Takes the card with a private address from a server.</summary>
    Task DetachAsync(long server, string address);

    /// <summary>A public address, a primary or a floating one, leads to this server from now on.</summary>
    /// <param name="address">The address, without a length.</param>
    /// <param name="server">The server, running or not; null: it leads nowhere.</param>
    Task RouteAsync(string address, long? server);

    /// <summary>What a server's firewalls let in at its public addresses, all of them together. Private networks pass none.</summary>
    /// <param name="server">The server.</param>
    /// <param name="rules">What comes in.</param>
    /// <param name="filtered">Whether a firewall applies, so that all else is dropped; false: everything passes.</param>
    Task FilterAsync(long server, IReadOnlyList<FirewallRule> rules, bool filtered);
}

/// <summary>An order for a server.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its host name.</param>
/// <param name="ServerType">Name of its type, such as <c>cpx22</c>.</param>
/// <param name="Image">Name of its image, such as <c>debian-13</c>.</param>
/// <param name="UserData">What cloud-init gets.</param>
/// <param name="SshKeys">Public keys that root may log in with.</param>
/// <param name="PublicAddress">Its own public IPv4 address; null: it has none.</param>
/// <param name="PrivateAddresses">Its addresses in private networks; they are attached after it was made.</param>
/// <param name="Start">Whether it is started.</param>
internal sealed record ServerOrder(
    long Id,
    string Name,
    string ServerType,
    string Image,
    string? UserData,
    IReadOnlyList<string> SshKeys,
    string? PublicAddress,
    IReadOnlyList<string> PrivateAddresses,
    bool Start);

/// <summary>What a firewall lets in.</summary>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c>, <c>icmp</c>, <c>esp</c> or <c>gre</c>.</param>
/// <param name="Ports">One port, a range such as <c>30000-32767</c>, or <c>any</c>; null where the protocol has none.</param>
/// <param name="Sources">Ranges (CIDR) that may send it.</param>
internal sealed record FirewallRule(string Protocol, string? Ports, IReadOnlyList<string> Sources);
