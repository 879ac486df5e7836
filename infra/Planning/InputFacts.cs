using System.Collections.Immutable;
using Pulumi;

namespace Infra.Planning;

/// <summary>What a resource's inputs tell beside their values.</summary>
/// <param name="Uses">The resources whose outputs an input was made from, by the path of the input.</param>
/// <param name="Secrets">Paths to the secret ones: names and indexes, joined with <c>/</c>.</param>
internal sealed record InputFacts(ImmutableSortedDictionary<string, ImmutableHashSet<Resource>> Uses, ImmutableHashSet<string> Secrets);
