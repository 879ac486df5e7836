using System.Collections.Immutable;

namespace Infra.Comparing;

/// <summary>What a provider replaces resources for.</summary>
/// <param name="Package">The provider's package.</param>
/// <param name="Version">The version of the package that this was read of.</param>
/// <param name="Source">Where it is written.</param>
/// <param name="Replaces">Patterns of inputs by type token; <c>kubernetes:*</c> stands for all types of a provider.</param>
/// <param name="Unordered">Patterns of lists whose order means nothing, by type token.</param>
/// <param name="InPlaceWhere">
/// Inputs that are changed in place where the provider is configured so: by the name of its setting, then by type token.
/// </param>
public sealed record ProviderRules(
    string Package,
    string Version,
    string Source,
    ImmutableSortedDictionary<string, ImmutableArray<string>> Replaces,
    ImmutableSortedDictionary<string, ImmutableArray<string>>? Unordered = null,
    ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, ImmutableArray<string>>>? InPlaceWhere = null);
