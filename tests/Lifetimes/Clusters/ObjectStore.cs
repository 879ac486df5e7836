using System.Collections.Immutable;

namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>All objects at one moment.</summary>
internal sealed record ObjectStore
{
    /// <summary>Nothing.</summary>
    public static readonly ObjectStore Empty = new();

    private ImmutableDictionary<ObjectKey, StoredObject> _byKey = ImmutableDictionary<ObjectKey, StoredObject>.Empty;

    // By kind, in the order of their names: whatever looks through them does it in the same order in every run.
    private ImmutableDictionary<string, ImmutableSortedDictionary<string, StoredObject>> _byKind =
        ImmutableDictionary<string, ImmutableSortedDictionary<string, StoredObject>>.Empty;

    /// <summary>All of them.</summary>
    public IEnumerable<StoredObject> All => _byKey.Values;

    /// <summary>An object; null: it isn't there.</summary>
    public StoredObject? Find(ObjectKey key) => _byKey.GetValueOrDefault(key);

    /// <summary>The objects of a kind.</summary>
    public IEnumerable<StoredObject> OfKind(string kind) => _byKind.TryGetValue(kind, out var known) ? known.Values : [];

    /// <summary>The objects in a namespace.</summary>
    public IEnumerable<StoredObject> In(string ns) => _byKind.OrderBy(kind => kind.Key, StringComparer.Ordinal)
        .SelectMany(kind => kind.Value.Values).Where(stored => stored.Key.Namespace == ns);

    /// <summary>With an object in place of whatever bears its name.</summary>
    public ObjectStore With(StoredObject stored) => this with
    {
        _byKey = _byKey.SetItem(stored.Key, stored),
        _byKind = _byKind.SetItem(stored.Key.Kind, Kind(stored.Key).SetItem(Text(stored.Key), stored)),
    };

    /// <summary>Without an object.</summary>
    public ObjectStore Without(ObjectKey key) => this with
    {
        _byKey = _byKey.Remove(key),
        _byKind = _byKind.SetItem(key.Kind, Kind(key).Remove(Text(key))),
    };

    private ImmutableSortedDictionary<string, StoredObject> Kind(ObjectKey key) =>
        _byKind.GetValueOrDefault(key.Kind) ?? ImmutableSortedDictionary.Create<string, StoredObject>(StringComparer.Ordinal);

    private static string Text(ObjectKey key) => $"{key.Namespace}/{key.Name}/{key.Group}";
}
