using System.Collections.Immutable;
using System.Reflection;
using Infra.Stacks.Providers;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>A rule that looks at more than one value.</summary>
/// <param name="Name">The name of its function, with its type's: <c>NameRules.NamesAreUnique</c>.</param>
/// <param name="Asks">What it asks of which settings.</param>
public sealed record SettingsRule(string Name, ImmutableArray<AsksAttribute> Asks)
{
    /// <summary>All of them: those that hold whatever the provider, and each provider's.</summary>
    public static ImmutableArray<SettingsRule> All { get; } =
    [
        .. CrossRules.All.Concat(NodeProviders.All.SelectMany(provider => provider.Rules))
            .Select(rule => new SettingsRule(NameOf(rule), [.. rule.Method.GetCustomAttributes<AsksAttribute>()])),
    ];

    /// <summary>A rule's name.</summary>
    internal static string NameOf(Func<SettingsAsRead, IEnumerable<Finding>> rule) =>
        $"{rule.Method.DeclaringType!.Name}.{rule.Method.Name}";
}
