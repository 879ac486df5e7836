using System.Net;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>Addresses in the private network, whoever gives them.</summary>
internal static class PrivateAddressRules
{
    /// <summary>What is wrong with addresses that were chosen.</summary>
    /// <param name="chosen">The addresses and where they stand; null for none.</param>
    /// <param name="range">The private network's range; null: nothing is wrong.</param>
    /// <param name="gateway">Who keeps the range's first address for a gateway; null: nobody.</param>
    public static IEnumerable<Finding> AreInRange(
        IEnumerable<(string? Address, Place Place)> chosen, IPNetwork? range, string? gateway = null) => range is { } network
        ? chosen.Where(pair => pair.Address is not null)
            .SelectMany(pair => OutOfRange(IPAddress.Parse(pair.Address!), pair.Place, network, gateway))
        : [];

    private static IEnumerable<Finding> OutOfRange(IPAddress address, Place place, IPNetwork range, string? gateway)
    {
        var fix = $"use one such as {PrivateAddresses.ForTenant(range, place.Path)}";
        if (!range.Contains(address))
            yield return new Finding(place, $"must lie within the private network {range}", fix);
        else if (address.Equals(PrivateAddresses.At(range, 0)) || address.Equals(PrivateAddresses.Last(range)))
            yield return new Finding(place, $"is the network's or the broadcast address of {range}", fix);
        else if (gateway is not null && address.Equals(PrivateAddresses.At(range, 1)))
            yield return new Finding(place, $"is the gateway of {range}, which {gateway} keeps", fix);
    }
}
