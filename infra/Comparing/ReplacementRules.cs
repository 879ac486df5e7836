using System.Collections.Immutable;
using System.Text.Json;
using Infra.Planning;

namespace Infra.Comparing;

/// <summary>
/// What providers replace a resource for, and which of its lists have no order: from the schemas (<c>schema-replacements.json</c>), and
/// from the providers' code (<c>replacements.json</c>) where the schemas don't say it.
/// </summary>
public static class ReplacementRules
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>All rules, as the two files have them.</summary>
    public static ImmutableArray<ProviderRules> All { get; } = [.. Read("schema-replacements.json"), .. Read("replacements.json")];

    /// <summary>Whether a change of a resource's input replaces it, by its options or its provider.</summary>
    /// <param name="after">The resource, as it will be.</param>
    /// <param name="provider">Its explicit provider.</param>
    /// <param name="path">The input.</param>
    public static bool Replaces(PlannedResource after, PlannedResource? provider, PropertyPath path) =>
        Touches(path, after.ReplaceOnChanges)
        || (All.Any(rules => Touches(path, Of(rules.Replaces, after.Type))) && !IsInPlace(after, provider, path));

    /// <summary>Whether the order of a list means nothing to the provider.</summary>
    public static bool IsUnordered(PlannedResource resource, PropertyPath path) =>
        All.Any(rules => Of(rules.Unordered, resource.Type).Any(pattern => path.Is(PropertyPath.Parse(pattern))));

    private static bool IsInPlace(PlannedResource after, PlannedResource? provider, PropertyPath path) =>
        after.Inputs["immutable"]?.ToString() != "true"
        && All.Any(rules => rules.InPlaceWhere?.Any(
            condition => provider?.Text(condition.Key) == "true" && Touches(path, Of(condition.Value, after.Type))) ?? false);

    private static bool Touches(PropertyPath path, IEnumerable<string> patterns) =>
        patterns.Any(pattern => path.Touches(PropertyPath.Parse(pattern)));

    // A type, or all types of a provider: kubernetes:*
    private static IEnumerable<string> Of(ImmutableSortedDictionary<string, ImmutableArray<string>>? byType, string type) =>
        byType is null ? [] : new[] { type, $"{type[..(type.IndexOf(':') + 1)]}*" }.SelectMany(key => byType.GetValueOrDefault(key, []));

    private static ImmutableArray<ProviderRules> Read(string file)
    {
        using var stream = typeof(ReplacementRules).Assembly.GetManifestResourceStream(file)!;
        return JsonSerializer.Deserialize<ImmutableArray<ProviderRules>>(stream, Options);
    }
}
