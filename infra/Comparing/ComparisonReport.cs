using System.Collections.Immutable;
using Infra.Checks;
using Infra.Comparing.Dangers;
using Infra.Costing;
using Infra.Timing;

namespace Infra.Comparing;

/// <summary>A comparison as it is told.</summary>
/// <param name="Comparison">The comparison.</param>
/// <param name="Against">What the first plan is of, for people: a folder, a file, a commit.</param>
/// <param name="Results">What the checks found in the second plan.</param>
/// <param name="Accepted">The names of the dangers that somebody accepted.</param>
public sealed record ComparisonReport(
    PlanComparison Comparison, string Against, ImmutableArray<CheckResult> Results, ImmutableSortedSet<string> Accepted)
{
    /// <summary>How long steps of a deployment take. Default: what the program knows.</summary>
    public StepTimes Times { get; init; } = StepTimes.Default;

    /// <summary>What the change makes of the cost; null: nothing in either plan has a price.</summary>
    public CostChange? Cost => CostChange.Of(Comparison.Before, Comparison.Deployed);

    /// <summary>How long the change takes to deploy.</summary>
    public DeploymentTime Time => ChangeTime.Of(Comparison, Times);

    /// <summary>The dangers that nobody accepted.</summary>
    public IEnumerable<Danger> Open => Comparison.Dangers.Where(danger => !IsAccepted(danger));

    /// <summary>Names that were accepted although there is no such danger.</summary>
    public IEnumerable<string> Needless => Accepted.Except(Comparison.Dangers.Select(danger => danger.Rule.Name));

    /// <summary>The checks that failed.</summary>
    public IEnumerable<CheckResult> Failed => Results.Where(result => !result.Passed);

    /// <summary>Whether nothing dangerous is left, and no check failed.</summary>
    public bool IsFine => !Open.Any() && !Failed.Any();

    /// <summary>What nobody can see by comparing plans, a sentence each.</summary>
    public IEnumerable<string> Unseen
    {
        get
        {
            yield return "Secrets are [secret] in both plans: whether one of them is another can't be seen.";
            if (Comparison.Scripts is null)
                yield return "No scripts lie beside that plan.json: which are others is shown, and not how.";
        }
    }

    /// <summary>Whether a danger was accepted.</summary>
    public bool IsAccepted(Danger danger) => Accepted.Contains(danger.Rule.Name);
}
