using System.Collections.Immutable;

namespace Infra.Comparing;

/// <summary>Who notices a change outside of the cluster.</summary>
/// <param name="What">What happens to them.</param>
/// <param name="Who">Domains, tenants without any, or people; each once, in the order in which the dangers tell of them.</param>
public sealed record Affected(string What, ImmutableArray<string> Who)
{
    /// <summary>Whom a comparison's dangers concern.</summary>
    public static ImmutableArray<Affected> By(PlanComparison comparison) =>
    [
        .. comparison.Dangers.Where(danger => danger.Rule.Affects is not null && !danger.Affected.IsEmpty)
            .GroupBy(danger => danger.Rule.Affects!)
            .Select(group => new Affected(group.Key, [.. group.SelectMany(danger => danger.Affected).Distinct()])),
    ];
}
