namespace Infra.Stacks.Providers.Pricing;

/// <summary>Something that is paid for by the month.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Type">Its type, such as <c>cpx22</c> or <c>ipv4</c>.</param>
/// <param name="Location">Where it is.</param>
public sealed record Charge(PriceKind Kind, string Type, string Location)
{
    /// <summary>What people call it.</summary>
    public override string ToString() => Kind switch
    {
        PriceKind.Server => $"server {Type} in {Location}",
        PriceKind.Address => $"address {Type} in {Location}",
        PriceKind.FloatingAddress => $"floating address {Type} in {Location}",
        _ => $"load balancer {Type} in {Location}",
    };
}
