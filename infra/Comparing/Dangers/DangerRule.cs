namespace Infra.Comparing.Dangers;

/// <summary>A kind of danger.</summary>
/// <param name="Name">Its name, of <see cref="Infra.Components.Grammars.ChangeDanger"/>.</param>
/// <param name="Title">What it is, as one sentence.</param>
/// <param name="Find">Where it is in a comparison. A pure function.</param>
/// <param name="Affects">What happens to those whom it concerns outside, as the heading of a list; null: it concerns nobody there.</param>
public sealed record DangerRule(
    string Name, string Title, Func<PlanComparison, IEnumerable<Found>> Find, string? Affects = null);
