namespace Infra.Components.Tenants;

/// <summary>Which public address a tenant gets.</summary>
public abstract record TenantAddress
{
    private TenantAddress()
    {
    }

    /// <summary>The node's own public IPv4 address. Where nodes are created, it outlives them.</summary>
    public sealed record Primary : TenantAddress;

    /// <summary>A second address that the provider routes to the node and moves to another one in seconds, if it can.</summary>
    public sealed record Floating : TenantAddress;

    /// <summary>An address that is routed to an existing machine by other means.</summary>
    /// <param name="Address">IPv4 or IPv6 address, in its canonical form.</param>
    public sealed record Literal(string Address) : TenantAddress;
}
