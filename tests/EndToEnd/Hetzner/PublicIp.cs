using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>A public address, or a range of IPv6: a server's own, or one that moves.</summary>
internal abstract partial class PublicIp(long id) : Resource(id)
{
    private readonly SortedDictionary<string, string> _reverseNames = new(StringComparer.Ordinal);

    /// <summary><c>ipv4</c> or <c>ipv6</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The address; of IPv6, the range with its length.</summary>
    public required string Ip
    {
        get;
        init
        {
            field = value;
            if (UsualName(value) is { } name)
                _reverseNames[value] = name;
        }
    }

    /// <summary>Where it was born.</summary>
    public required Location Location { get; init; }

    /// <summary>The name that an IPv4 address resolves to in reverse.</summary>
    public string ReverseName => _reverseNames.GetValueOrDefault(Ip, "");

    /// <summary>The names that its addresses resolve to in reverse, as the API shows them.</summary>
    public JsonArray ShowReverseNames() =>
        [.. _reverseNames.Select(name => new JsonObject { ["ip"] = name.Key, ["dns_ptr"] = name.Value })];

    /// <summary>Gives one of its addresses the name that a request wishes; none brings the usual one back.</summary>
    public void ChangeReverseName(ApiRequest request)
    {
        var address = Ranges.ReadAddress(request.Text("ip"), "ip");
        if (!(Type == "ipv4" ? address.ToString() == Ip : IPNetwork.Parse(Ip).Contains(address)))
            throw ApiError.Invalid("ip", "does not belong to the resource");
        var name = request.Text("dns_ptr");
        if (name is not null && !HostName().IsMatch(name))
            throw ApiError.Invalid("dns_ptr", "is no host name");
        var text = address.ToString();
        if ((name ?? UsualName(text)) is { } kept)
            _reverseNames[text] = kept;
        else
            _reverseNames.Remove(text);
    }

    private static string? UsualName(string ip) =>
        ip.Contains(':') ? null : $"static.{string.Join('.', ip.Split('.').Reverse())}.clients.your-server.de";

    [GeneratedRegex(@"^[a-zA-Z0-9_]([-a-zA-Z0-9_.]*[a-zA-Z0-9])?\.?\z")]
    private static partial Regex HostName();
}
