using System.Net;
using Infra.Components.Grammars;
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
        var rule = Rule(address, range, gateway);
        if (rule is null) yield break;
        var proposed = $"{PrivateAddresses.ForTenant(range, place.Path)}";
        yield return new Finding(
            place, rule, new Proposal("use one such as {0}", proposed, "use one of that range that no other node has"));
    }

    private static string? Rule(IPAddress address, IPNetwork range, string? gateway)
    {
        if (!range.Contains(address)) return $"must lie within the private network {range}";
        if (address.Equals(PrivateAddresses.At(range, 0)) || address.Equals(PrivateAddresses.Last(range)))
            return $"is the network's or the broadcast address of {range}";
        return gateway is not null && address.Equals(PrivateAddresses.At(range, 1))
            ? $"is the gateway of {range}, which {gateway} keeps"
            : null;
    }
}
