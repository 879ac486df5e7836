using Infra.Planning;

namespace Infra.Comparing;

/// <summary>The resources of a comparison that are replaced, as far as it has come.</summary>
internal sealed class Replaced
{
    // By the URNs that they have, and had before.
    private readonly Dictionary<string, PlannedResource> _resources = new(StringComparer.Ordinal);
    private readonly HashSet<string> _goingFirst = new(StringComparer.Ordinal);

    /// <summary>Takes note of a change, if it is a replacement.</summary>
    public void Add(ResourceChange change)
    {
        if (change is not { Kind: ChangeKind.Replaced, Before: { } before, After: { } after })
            return;
        var goesFirst = change.GoesFirst || change.Forcing.Any(property => property.Follows is { } source && GoesFirst(source.Urn));
        foreach (var urn in new[] { before.Urn, after.Urn })
        {
            _resources[urn] = after;
            if (goesFirst)
                _goingFirst.Add(urn);
        }
    }

    /// <summary>The first of some resources that is replaced; null: none is.</summary>
    public PlannedResource? FirstOf(IEnumerable<string> urns) =>
        urns.Select(_resources.GetValueOrDefault).FirstOrDefault(resource => resource is not null);

    /// <summary>Whether a resource goes before its successor comes.</summary>
    public bool GoesFirst(string urn) => _goingFirst.Contains(urn);
}
