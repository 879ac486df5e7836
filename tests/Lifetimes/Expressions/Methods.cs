using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Infra.Tests.Lifetimes.Expressions;

/// <summary>The methods of values in expressions.</summary>
internal static class Methods
{
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    private static readonly Dictionary<string, Func<object?, object?[], object?>> Known = new(StringComparer.Ordinal)
    {
        ["orValue"] = (value, given) => value is Maybe maybe ? maybe.HasValue ? maybe.Value : given[0] : throw None(value, "orValue"),
        ["or"] = (value, given) => value is Maybe maybe ? maybe.HasValue ? maybe : given[0] : throw None(value, "or"),
        ["hasValue"] = (value, _) => value is Maybe maybe ? maybe.HasValue : throw None(value, "hasValue"),
        ["value"] = (value, _) => value is Maybe { HasValue: true } maybe ? maybe.Value : throw new ExpressionException("optional.none()"),
        ["size"] = (value, _) => Size(value),
        ["startsWith"] = (value, given) => Text(value).StartsWith(Text(given[0]), StringComparison.Ordinal),
        ["endsWith"] = (value, given) => Text(value).EndsWith(Text(given[0]), StringComparison.Ordinal),
        ["contains"] = (value, given) => Text(value).Contains(Text(given[0]), StringComparison.Ordinal),
        ["indexOf"] = (value, given) => (long)Text(value).IndexOf(Text(given[0]), StringComparison.Ordinal),
        ["lastIndexOf"] = (value, given) => (long)Text(value).LastIndexOf(Text(given[0]), StringComparison.Ordinal),
        ["replace"] = (value, given) => Text(value).Replace(Text(given[0]), Text(given[1]), StringComparison.Ordinal),
        ["split"] = (value, given) => Text(value).Split(Text(given[0])),
        ["substring"] = (value, given) => Substring(Text(value), (long)given[0]!, given.Length > 1 ? (long)given[1]! : Text(value).Length),
        ["lowerAscii"] = (value, _) => Text(value).ToLowerInvariant(),
        ["trim"] = (value, _) => Text(value).Trim(),
        ["matches"] = (value, given) => Patterns.GetOrAdd(Text(given[0]), pattern => new Regex(pattern)).IsMatch(Text(value)),
        ["join"] = (value, given) => string.Join(given.Length > 0 ? Text(given[0]) : "", Values.Items(value).Select(Text)),
        ["sum"] = (value, _) => Values.Items(value).DefaultIfEmpty(0L).Aggregate((sum, item) => Operators.Add("+", sum, item)),
        ["containsIP"] = (value, given) => value is IPNetwork range && range.Contains(Address(given[0])),
        ["containsCIDR"] = (value, given) => value is IPNetwork range && Range(given[0]) is var inner
            && range.PrefixLength <= inner.PrefixLength && range.Contains(inner.BaseAddress),
        ["group"] = (value, given) => Right(value) with { Group = Text(given[0]) },
        ["resource"] = (value, given) => Right(value) with { Resource = Text(given[0]) },
        ["check"] = (value, given) => Right(value) with { Verb = Text(given[0]) },
        ["allowed"] = (value, _) => Right(value).IsAllowed,
    };

    /// <summary>A method.</summary>
    public static Func<object?, object?[], object?> Find(string name) => Known.GetValueOrDefault(name)
        ?? throw new NotSupportedException($"The method {name} isn't among those of {typeof(Methods)}: add it.");

    /// <summary>How long a text is, how many items a list or map has.</summary>
    public static long Size(object? value) => value is string text ? text.Length : Values.Items(value).Count();

    private static object Substring(string text, long from, long to) => from >= 0 && from <= to && to <= text.Length
        ? text[(int)from..(int)to]
        : throw new ExpressionException($"index out of range: {from} to {to} of {text}");

    private static string Text(object? value) =>
        value as string ?? throw new ExpressionException($"no such overload: {value ?? "null"} isn't a text");

    private static IPAddress Address(object? value) => value as IPAddress ?? Functions.Address(Text(value));

    private static IPNetwork Range(object? value) => value is IPNetwork range ? range : (IPNetwork)Functions.Find("cidr")([value])!;

    private static AskedRight Right(object? value) => (AskedRight)value!;

    private static ExpressionException None(object? value, string method) =>
        new($"no such overload: {(value as JsonNode)?.ToJsonString() ?? value ?? "null"}.{method}()");
}
