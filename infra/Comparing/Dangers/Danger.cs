using System.Collections.Immutable;
using Infra.Planning;

namespace Infra.Comparing.Dangers;

/// <summary>Something dangerous that a deployment would do.</summary>
/// <param name="Rule">The rule that finds it.</param>
/// <param name="Resource">The resource that it happens to.</param>
/// <param name="Message">What happens to it: a part of a sentence.</param>
public sealed record Danger(DangerRule Rule, PlannedResource Resource, string Message)
{
    /// <summary>The sentence's subject; null: the resource.</summary>
    public string? Subject { get; init; }

    /// <summary>Whom it concerns outside, where the rule says what happens to them: domains, tenants without any, people.</summary>
    public ImmutableArray<string> Affected { get; init; } = [];
}
