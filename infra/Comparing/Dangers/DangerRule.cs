using Infra.Planning;

namespace Infra.Comparing.Dangers;

/// <summary>A kind of danger.</summary>
/// <param name="Name">Its name, in lower case with dashes. People accept it by this name, so it stays.</param>
/// <param name="Title">What it is, as one sentence.</param>
/// <param name="Find">Where it is in a comparison: the resources, and what happens to each. A pure function.</param>
public sealed record DangerRule(
    string Name, string Title, Func<PlanComparison, IEnumerable<(PlannedResource Resource, string Message)>> Find);
