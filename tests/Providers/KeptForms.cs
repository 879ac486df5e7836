using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Infra.Tests.Providers;

/// <summary>
/// All that providers rewrite, of the inputs in use. Where a provider compares two spellings as equal, the program is held to the one that
/// is kept all the same: it is what others read, too.
/// </summary>
internal static partial class KeptForms
{
    private const string Hcloud = "terraform-provider-hcloud 1.66.1 (pulumi-hcloud 1.39.1)";
    private const string Kubernetes = "kubernetes 1.36";
    private const string PulumiKubernetes = "pulumi-kubernetes 4.32.0 provider/pkg/provider/provider.go Diff compares with it";

    public static readonly ImmutableArray<KeptForm> All =
    [
        new("hcloud:index/sshKey:SshKey", "publicKey", text => text.Trim(),
            $"{Hcloud} internal/sshkey/common.go keeps what the API answers, which has no white space around it (its issue 1389)"),
        new("hcloud:index/network:Network", "ipRange", Range, $"{Hcloud} internal/network/resource.go: net.ParseCIDR and String"),
        new("hcloud:index/networkSubnet:NetworkSubnet", "ipRange", Range, $"{Hcloud} internal/network/resource_subnet.go: the same"),
        new("hcloud:index/firewall:Firewall", "rules/*/sourceIps/*", Range, $"{Hcloud} internal/firewall/validation.go normalizeIP"),
        new("hcloud:index/serverNetwork:ServerNetwork", "ip", Address, $"{Hcloud} internal/server/model.go: net.IP's String"),
        new("hcloud:index/server:Server", "serverType", Lower, $"{Hcloud} internal/server/resource.go getServerAttributes: the API's name"),
        new("hcloud:index/server:Server", "image", Lower, "the same"),
        new("hcloud:index/server:Server", "location", Lower, "the same"),
        new("hcloud:index/primaryIp:PrimaryIp", "location", Lower, $"{Hcloud} internal/primaryip/model.go: the API's name"),
        new("hcloud:index/floatingIp:FloatingIp", "homeLocation", Lower, $"{Hcloud} internal/floatingip/resource.go: the API's name"),
        new("hcloud:index/rdns:Rdns", "ipAddress", Address, $"{Hcloud} internal/rdns/model.go: net.IP's String"),
        new("hcloud:index/rdns:Rdns", "dnsPtr", text => Lower(text).TrimEnd('.'),
            $"{Hcloud} internal/rdns/resource.go Read keeps the API's name; names in the DNS have no case (RFC 4343) and no last dot here"),

        new("kubernetes:core/v1:ResourceQuota", "spec/hard/*", Quantity,
            $"{Kubernetes} apimachinery/pkg/api/resource/quantity.go CanonicalizeBytes; {PulumiKubernetes}"),
        new("kubernetes:core/v1:LimitRange", "spec/limits/*/*/*", Quantity, "the same"),
        new("kubernetes:networking.k8s.io/v1:NetworkPolicy", "spec/egress/*/to/*/ipBlock/cidr", Range,
            $"{Kubernetes} pkg/apis/networking/validation keeps the text, and warns of a range in another form"),
        new("kubernetes:networking.k8s.io/v1:NetworkPolicy", "spec/egress/*/to/*/ipBlock/except/*", Range, "the same"),
        new("kubernetes:networking.k8s.io/v1:NetworkPolicy", "spec/ingress/*/from/*/ipBlock/cidr", Range, "the same"),
        new("kubernetes:metallb.io/v1beta1:IPAddressPool", "spec/addresses/*", Range,
            "metallb 0.16.1 internal/config/config.go keeps the text; others compare Services' addresses with it"),
        new("kubernetes:metallb.io/v1beta2:BGPPeer", "spec/peerAddress", Address, "the same"),
    ];

    /// <summary>A number with a unit, in the largest unit in which it is whole.</summary>
    public static string Quantity(string text)
    {
        string[] units = ["m", "", "k", "M", "G", "T", "P"];
        string[] binary = ["", "Ki", "Mi", "Gi", "Ti", "Pi"];
        var match = Amount().Match(text);
        var (number, unit) = (decimal.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), match.Groups[2].Value);
        var isBinary = unit.EndsWith('i');
        var amount = number * (isBinary ? Power(1024, Array.IndexOf(binary, unit)) : Power(1000, Array.IndexOf(units, unit) - 1));
        var (step, names) = isBinary && amount >= 1024 && amount == decimal.Truncate(amount) ? (1024, binary) : (1000, units[1..]);
        if (amount != decimal.Truncate(amount)) return string.Create(CultureInfo.InvariantCulture, $"{amount * 1000:0}m");
        var size = 0;
        for (; amount > 0 && size < names.Length - 1 && amount % step == 0; size++) amount /= step;
        return string.Create(CultureInfo.InvariantCulture, $"{amount:0}{names[size]}");
    }

    private static string Lower(string text) => text.ToLowerInvariant();

    private static string Address(string text) => IPAddress.Parse(text).ToString();

    /// <summary>A range without host bits; an address becomes the range of itself.</summary>
    private static string Range(string text)
    {
        var parts = text.Split('/');
        var bytes = IPAddress.Parse(parts[0]).GetAddressBytes();
        var prefix = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : bytes.Length * 8;
        for (var bit = prefix; bit < bytes.Length * 8; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return string.Create(CultureInfo.InvariantCulture, $"{new IPAddress(bytes)}/{prefix}");
    }

    private static decimal Power(int number, int exponent) =>
        exponent < 0 ? 1m / number : Enumerable.Repeat((decimal)number, exponent).Aggregate(1m, (product, factor) => product * factor);

    [GeneratedRegex(@"\A([0-9.]+)([a-zA-Z]*)\z")]
    private static partial Regex Amount();
}
