using System.Globalization;
using System.Net;

namespace Infra.Tests.Lifetimes.Expressions;

/// <summary>The functions of expressions, Kubernetes' own among them.</summary>
internal static class Functions
{
    private static readonly Dictionary<string, Func<object?[], object?>> Known = new(StringComparer.Ordinal)
    {
        ["dyn"] = given => given[0],
        ["size"] = given => Methods.Size(given[0]),
        ["string"] = given => Convert.ToString(given[0], CultureInfo.InvariantCulture)
            ?? throw new ExpressionException("no such overload: string(null)"),
        ["int"] = given =>
            long.TryParse(Convert.ToString(given[0], CultureInfo.InvariantCulture), CultureInfo.InvariantCulture, out var number)
            ? number : throw new ExpressionException($"int({given[0]})"),
        ["isIP"] = given => given[0] is string text && TryAddress(text, out _),
        ["ip"] = given => Address((string)given[0]!),
        ["isCIDR"] = given => given[0] is string text && TryRange(text, out _),
        ["cidr"] = given => TryRange((string)given[0]!, out var range)
            ? range : throw new ExpressionException($"network address parse error (IPv4-mapped or malformed): {given[0]}"),
    };

    /// <summary>A function.</summary>
    public static Func<object?[], object?> Find(string name) => Known.GetValueOrDefault(name)
        ?? throw new NotSupportedException($"The function {name} isn't among those of {typeof(Functions)}: add it.");

    /// <summary>An address; only spelt out ones are.</summary>
    public static IPAddress Address(string text) =>
        TryAddress(text, out var address) ? address! : throw new ExpressionException($"IP Address {text} parse error");

    // IPv4 addresses in disguise are none.
    private static bool TryRange(string text, out IPNetwork range) =>
        IPNetwork.TryParse(text, out range) && !range.BaseAddress.IsIPv4MappedToIPv6;

    private static bool TryAddress(string text, out IPAddress? address) =>
        IPAddress.TryParse(text, out address) && !address.IsIPv4MappedToIPv6 && (text.Contains(':') || text.Count(one => one == '.') == 3);
}
