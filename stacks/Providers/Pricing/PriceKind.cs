namespace Infra.Stacks.Providers.Pricing;

/// <summary>What a price is for.</summary>
public enum PriceKind
{
    /// <summary>A server, without addresses.</summary>
    Server,

    /// <summary>A server's own address.</summary>
    Address,

    /// <summary>An address that moves between servers.</summary>
    FloatingAddress,

    /// <summary>A load balancer.</summary>
    LoadBalancer,
}
