namespace Infra.Components.Machines;

/// <summary>A machine that exists already and is reached over SSH.</summary>
public sealed record ExistingHost
{
    /// <summary>IPv4 address at which it is reached over SSH, and its public address.</summary>
    public required string Address { get; init; }

    /// <summary>Its address in the cluster's private network; required when the network is private.</summary>
    public string? PrivateAddress { get; init; }

    /// <summary>Its IPv6 address; required when the cluster is dual-stack.</summary>
    public string? Ipv6Address { get; init; }

    /// <summary>SSH user: root, or a user with password-less sudo. Default <c>root</c>.</summary>
    public string User { get; init; } = "root";

    /// <summary>SSH port, 1 to 65535. Default 22.</summary>
    public int Port { get; init; } = 22;

    /// <summary>The host's public key (<c>ssh-ed25519 AAAA…</c>); when given, a host that shows another one is refused.</summary>
    public string? HostKey { get; init; }

    /// <summary>A host to go through, if it can't be reached directly.</summary>
    public Bastion? Bastion { get; init; }

    /// <summary>
    /// Any text; another one than before says that the machine was installed anew, or is another one under the same address: its old node
    /// is taken out of the cluster, and K3s installed again. Default null.
    /// </summary>
    public string? Reinstalled { get; init; }

    /// <summary>Memory in MiB, for the plan's arithmetic; unknown if not given.</summary>
    public int? MemoryMi { get; init; }
}

/// <summary>A host that SSH connections go through.</summary>
public sealed record Bastion
{
    /// <summary>Its address.</summary>
    public required string Address { get; init; }

    /// <summary>SSH user. Default <c>root</c>.</summary>
    public string User { get; init; } = "root";

    /// <summary>SSH port, 1 to 65535. Default 22.</summary>
    public int Port { get; init; } = 22;

    /// <summary>The bastion's public key; when given, a host that shows another one is refused.</summary>
    public string? HostKey { get; init; }
}
