using Infra.Stacks.Providers.HCloud;

namespace Infra.Comparing.Dangers;

/// <summary>Addresses that go back to the provider.</summary>
internal static class AddressReleased
{
    private static readonly string[] Types = [HCloudTypes.PrimaryIp, HCloudTypes.FloatingIp];

    public static DangerRule Rule { get; } = new(
        "address-released",
        "An address goes back to the provider, who gives it to others: it can't be had again.",
        comparison => comparison.Changes.Where(change => change.Goes && Types.Contains(change.Resource.Type))
            .Select(change => (change.Resource, Machines.Why(change))));
}
