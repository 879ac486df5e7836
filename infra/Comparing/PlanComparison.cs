using System.Collections.Immutable;
using Infra.Comparing.Dangers;
using Infra.Planning;

namespace Infra.Comparing;

/// <summary>What would happen if a plan were deployed where another one is.</summary>
/// <param name="Before">The plan of what is there.</param>
/// <param name="After">The plan to be deployed.</param>
/// <param name="Changes">
/// What happens to each resource that doesn't stay as it is, in the order of a deployment: what goes for good is last.
/// </param>
/// <param name="Scripts">The scripts that are others, in the ordinal order of their names; null: those of one plan aren't known.</param>
public sealed record PlanComparison(
    Plan Before, Plan After, ImmutableArray<ResourceChange> Changes, ImmutableArray<ScriptChange>? Scripts)
{
    /// <summary>What is dangerous about it, in the order of <see cref="DangerList"/> and of the changes.</summary>
    public ImmutableArray<Danger> Dangers => field.IsDefault ? field = DangerList.Find(this) : field;

    /// <summary>Whether nothing happens.</summary>
    public bool IsEmpty => Changes.IsEmpty && Scripts is null or { IsEmpty: true };

    /// <summary>The changes of resources of a type.</summary>
    public IEnumerable<ResourceChange> OfType(string type) => Changes.Where(change => change.Resource.Type == type);

    /// <summary>How many resources something happens to.</summary>
    public int Count(ChangeKind kind) => Changes.Count(change => change.Kind == kind);
}
