using System.Globalization;
using System.Net;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>What both kinds of public addresses have.</summary>
internal abstract class PublicIps<T>(Project project, string plural, string singular, long firstId)
    : Collection<T>(project, plural, singular, firstId)
    where T : PublicIp
{
    /// <summary>The type of addresses that a request wishes.</summary>
    protected static string TypeOf(ApiRequest request)
    {
        var type = request.NeededText("type");
        return type is "ipv4" or "ipv6" ? type : throw ApiError.Invalid("type", "must be ipv4 or ipv6");
    }

    /// <summary>An address that is free; of IPv6, a range that no other number has.</summary>
    /// <param name="id">The new resource's number.</param>
    /// <param name="type">The type of the address.</param>
    /// <param name="name">Who gets it.</param>
    protected string NewIp(long id, string type, string name) => type == "ipv4"
        ? Project.Addresses.Take(name)
        : IPNetwork.Parse(string.Create(CultureInfo.InvariantCulture, $"2001:db8:{id >> 16:x}:{id & 0xffff:x}::/64")).ToString();

    /// <summary>Gives an address up.</summary>
    protected void Release(T address)
    {
        Remove(address);
        Project.Addresses.Return(address.Ip);
    }
}
