using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using Infra.Components.Grammars;
using Infra.Stacks.Settings.Grammars;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings;

/// <summary>
/// Values that stand in the shipped stack files to be replaced: a plan shows what they would make, and nothing can be deployed with them.
/// Names and ranges that are nobody's (RFC 2606, RFC 5737, RFC 3849).
/// </summary>
public static partial class ExampleValues
{
    private static readonly PublicKey Key = new();

    private static readonly ImmutableArray<IPNetwork> Ranges =
    [
        IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("2001:db8::/32"),
    ];

    /// <summary>What is still to be replaced, in the order in which it stands in the settings.</summary>
    /// <param name="configuration">Pulumi's configuration, as <see cref="SettingsLoader"/> takes it.</param>
    public static ImmutableArray<SettingsProblem> Of(IReadOnlyDictionary<string, string> configuration) =>
    [
        .. from root in new[] { "cluster", "tenants" }
           where configuration.ContainsKey($"infra:{root}")
           from node in Nodes(new SettingsDocument(FrozenDictionary<int, string>.Empty).Parse(root, configuration[$"infra:{root}"]))
           where node.Kind is NodeKind.Text
           let finding = Find(node)
           where finding is not null
           select finding,
    ];

    private static IEnumerable<SettingsNode> Nodes(SettingsNode node) => node.Children.SelectMany(child => Nodes(child.Node)).Prepend(node);

    private static SettingsProblem? Find(SettingsNode node) => node.Scalar switch
    {
        null => null,
        // Its comment may name any host.
        var key when Key.Check(key) is null => key.Contains(" replace-me@", StringComparison.Ordinal)
            ? Example(node, "a key whose private half is nobody's", "write your own public key")
            : null,
        var name when ExampleName().IsMatch(name) => Example(node, "a name that is nobody's", "write one of yours"),
        var range when node.Path.StartsWith("cluster.administrators.cidrs[", StringComparison.Ordinal) && IsExample(range) =>
            Example(node, "a range for documentation", "write the addresses that you come from"),
        _ => null,
    };

    private static SettingsProblem Example(SettingsNode node, string what, string fix) =>
        new(node.Path, node.Scalar, $"is an example, {what}", fix);

    private static bool IsExample(string text) =>
        IPNetwork.TryParse(text, out var range)
        && Ranges.Any(example => range.PrefixLength >= example.PrefixLength && Cidr.Overlap(example, range));

    // As a host of its own, in an address or in a URL.
    [GeneratedRegex(@"(^|[.@/])example\.(com|net|org)($|[:/])", RegexOptions.IgnoreCase)]
    private static partial Regex ExampleName();
}
