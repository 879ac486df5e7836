using Infra.Components.Grammars;
using Infra.Stacks.Providers;

namespace Infra.Comparing.Dangers;

/// <summary>Addresses that go back to the provider.</summary>
internal static class AddressReleased
{
    public static DangerRule Rule { get; } = new(
        ChangeDanger.AddressReleased,
        "An address goes back to the provider, who gives it to others: it can't be had again.",
        comparison => comparison.Changes.Where(change => change.Goes && IsAddress(change.Resource.Type))
            .Select(change => new Found(change.Resource, Machines.Why(change))));

    private static bool IsAddress(string type) => NodeProviders.All.Any(provider => provider.AddressTypes.Contains(type));
}
