using System.Collections.Immutable;
using Infra.Planning;

namespace Infra.Comparing.Dangers;

/// <summary>What a rule finds in a comparison.</summary>
/// <param name="Resource">The resource that it happens to.</param>
/// <param name="Message">What happens: a part of a sentence.</param>
public sealed record Found(PlannedResource Resource, string Message)
{
    /// <summary>The sentence's subject; null: the resource.</summary>
    public string? Subject { get; init; }

    /// <summary>Whom it concerns outside: domains, or people. Default: the domains of the tenant that the resource belongs to.</summary>
    public ImmutableArray<string> Affected { get; init; }
}
