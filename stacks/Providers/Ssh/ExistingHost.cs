using Infra.Components.Grammars;

namespace Infra.Stacks.Providers.Ssh;

/// <summary>A machine that exists already and is reached over SSH: its IPv4 address, or a map.</summary>
[ShortForm(nameof(Address), "an IPv4 address", "write the machine's address")]
public sealed record ExistingHost
{
    /// <summary>IPv4 address at which SSH reaches it, and its public address.</summary>
    [Changed(ChangeEffect.Replaced, "the node, with all data on the old machine",
        ChangeDanger.NodeReplaced, ChangeDanger.ControlPlaneReaddressed, ChangeDanger.AddressChanged, ChangeDanger.DataLost)]
    [Form<HostAddress>]
    [Setting(Missing = "give the address at which SSH reaches the machine")]
    public required string Address { get; init; }

    /// <summary>Its address in the private network.</summary>
    [Changed(ChangeEffect.Interrupted,
        "with a private network: a tenant's pods for seconds, as its node comes back at the other address; a server's is "
        + "[another matter](operations.md#other-addresses-for-the-control-plane)",
        ChangeDanger.Outage, ChangeDanger.ControlPlaneReaddressed, ChangeDanger.NetworkSwitched)]
    [Form<Ipv4Address>]
    public string? PrivateAddress { get; init; }

    /// <summary>Its IPv6 address.</summary>
    [Changed(ChangeEffect.Interrupted, "with `dualStack`: the node's pods for seconds, as it comes back at the other address",
        ChangeDanger.Outage)]
    [Form<Ipv6Address>]
    public string? Ipv6Address { get; init; }

    /// <summary>SSH user: root, or one with password-less sudo.</summary>
    [Changed(ChangeEffect.Applied, "how commands reach it: they run again, and change nothing")]
    [Form<LinuxUser>]
    public string User { get; init; } = "root";

    /// <summary>SSH port.</summary>
    [Changed(ChangeEffect.Applied, "how commands reach it: they run again, and change nothing")]
    [Form<Port>]
    public int Port { get; init; } = 22;

    /// <summary>The machine's public host key; when given, a machine that shows another one is refused.</summary>
    [Changed(ChangeEffect.Applied, "how commands reach it: they run again, and change nothing")]
    [Form<HostKey>]
    [Setting(Default = "not pinned")]
    public string? HostKey { get; init; }

    /// <summary>
    /// Any text; a new one says that the machine was installed anew, or is another one under the same address: its old node is taken out
    /// of the cluster, and K3s installed again. Leave it there afterwards.
    /// </summary>
    [Changed(ChangeEffect.Replaced, "the node, with all data on it", ChangeDanger.NodeReplaced, ChangeDanger.DataLost)]
    [Form<Reason>]
    public string? Reinstalled { get; init; }

    /// <summary>Its memory in MiB, for the plan's arithmetic.</summary>
    [Changed(ChangeEffect.Nothing, "the plan's arithmetic")]
    [Form<Mebibytes>]
    [Setting(Key = "memory", Default = "unknown")]
    public int? MemoryMi { get; init; }

    /// <summary>A host that SSH goes through, if the machine can't be reached directly.</summary>
    [Changed(ChangeEffect.Applied, "how commands reach it: they run again, and change nothing")]
    public Bastion? Bastion { get; init; }
}

/// <summary>A host that SSH connections go through.</summary>
public sealed record Bastion
{
    /// <summary>Its name or address.</summary>
    [Changed(ChangeEffect.Applied, "how commands reach it: they run again, and change nothing")]
    [Form<NameOrAddress>]
    [Setting(Missing = "give the address of the host to go through")]
    public required string Address { get; init; }

    /// <summary>SSH user.</summary>
    [Changed(ChangeEffect.Applied, "how commands reach it: they run again, and change nothing")]
    [Form<LinuxUser>]
    public string User { get; init; } = "root";

    /// <summary>SSH port.</summary>
    [Changed(ChangeEffect.Applied, "how commands reach it: they run again, and change nothing")]
    [Form<Port>]
    public int Port { get; init; } = 22;

    /// <summary>The bastion's public host key; when given, a host that shows another one is refused.</summary>
    [Changed(ChangeEffect.Applied, "how commands reach it: they run again, and change nothing")]
    [Form<HostKey>]
    [Setting(Default = "not pinned")]
    public string? HostKey { get; init; }
}
