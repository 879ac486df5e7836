using System.Net;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>Public IPv4 addresses that can be given out.</summary>
/// <param name="range">
/// Where they come from (CIDR), in order, beginning with its third one: the second is a router's. One that was given back comes last, so
/// that a resource which is made anew has another address.
/// </param>
/// <param name="named">Addresses that resources of these names get, whatever their order.</param>
internal sealed class AddressPool(string range, IReadOnlyDictionary<string, string>? named = null)
{
    private readonly IReadOnlyDictionary<string, string> _named = named ?? new Dictionary<string, string>();
    private readonly Queue<string> _free = new(Ranges.Addresses(IPNetwork.Parse(range)).Skip(2).SkipLast(1)
        .Select(address => address.ToString()).Except(named?.Values ?? []));
    private readonly HashSet<string> _taken = [];

    /// <summary>Gives an address out.</summary>
    /// <param name="name">Who gets it.</param>
    public string Take(string name)
    {
        if (_named.TryGetValue(name, out var own))
            return _taken.Add(own) ? own : throw ApiError.Unavailable();
        if (!_free.TryDequeue(out var address))
            throw ApiError.Unavailable();
        _taken.Add(address);
        return address;
    }

    /// <summary>Takes an address back.</summary>
    public void Return(string address)
    {
        if (_taken.Remove(address) && !_named.Values.Contains(address))
            _free.Enqueue(address);
    }
}
