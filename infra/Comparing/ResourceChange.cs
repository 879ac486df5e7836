using System.Collections.Immutable;
using Infra.Planning;

namespace Infra.Comparing;

/// <summary>What happens to a resource between two plans.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Before">The resource in the first plan; null: it is added.</param>
/// <param name="After">The resource in the second plan; null: it is removed.</param>
/// <param name="Properties">What of its inputs is another, in the order of names and indexes, then what follows others; none unless it
/// is in both plans.</param>
public sealed record ResourceChange(
    ChangeKind Kind, PlannedResource? Before, PlannedResource? After, ImmutableArray<PropertyChange> Properties)
{
    /// <summary>The resource, as it will be, or as it was.</summary>
    public PlannedResource Resource => (After ?? Before)!;

    /// <summary>Whether the real thing goes, for good or for a successor.</summary>
    public bool Goes => Kind is ChangeKind.Removed or ChangeKind.Replaced;

    /// <summary>Whether the state knew it by another name, which one of its aliases is.</summary>
    public bool IsMoved => Before is not null && After is not null && Before.Urn != After.Urn;

    /// <summary>What it is replaced for.</summary>
    public IEnumerable<PropertyChange> Forcing => Properties.Where(property => property.Forces);

    /// <summary>Whether all that happens to it follows from others that are replaced.</summary>
    public bool OnlyFollows => !Properties.IsEmpty && Properties.All(property => property.Follows is not null);

    /// <summary>
    /// Whether the old one goes before the new one comes. Objects of Kubernetes that keep their name can't be there twice, whatever the
    /// options say.
    /// </summary>
    public bool GoesFirst => Kind == ChangeKind.Replaced && (After!.DeleteBeforeReplace
        || (After.IsObject() && Place(After) == Place(Before!)));

    private static (string?, string?) Place(PlannedResource resource) =>
        (resource.Namespace(), resource.At("metadata", "name")?.GetValue<string>());
}
