using System.Collections.Immutable;
using Pulumi;

namespace Infra.Planning;

/// <summary>What a resource's inputs tell beside their values.</summary>
/// <param name="Dependencies">The resources whose outputs the inputs were made from.</param>
/// <param name="Secrets">Paths to the secret ones: names and indexes, joined with <c>/</c>.</param>
internal sealed record InputFacts(ImmutableHashSet<Resource> Dependencies, ImmutableHashSet<string> Secrets);
