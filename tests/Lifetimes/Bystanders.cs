using Infra.Tests.Lifetimes.Clusters;

namespace Infra.Tests.Lifetimes;

/// <summary>Tenants that a change isn't about: nothing of theirs is touched, and they are served at each moment.</summary>
internal sealed class Bystanders
{
    private readonly Cluster _cluster;
    private readonly string[] _tenants;
    private readonly Dictionary<ObjectKey, (int Uid, int Generation)> _before;
    private string? _unserved;

    /// <summary>Takes note of what they have.</summary>
    public Bystanders(Cluster cluster, IEnumerable<string> tenants)
    {
        _cluster = cluster;
        _tenants = [.. tenants];
        _before = Objects();
    }

    /// <summary>Looks whether they are served.</summary>
    public void Look() => _unserved ??= _tenants
        .Select(tenant => (tenant, Problem: IngressHealth.Problem(_cluster, $"tenant-{tenant}")))
        .Where(pair => pair.Problem is not null)
        .Select(pair => $"{pair.tenant}, which this isn't about, isn't served for a while: {pair.Problem}").FirstOrDefault();

    /// <summary>What happened to them; null: nothing.</summary>
    public string? Changes()
    {
        var now = Objects();
        var touched = _before.Keys.Union(now.Keys)
            .Where(key => !_before.TryGetValue(key, out var old) || !now.TryGetValue(key, out var current) || old != current).ToList();
        return _unserved ?? (touched.Count > 0 ? $"touched, though this isn't about its tenant: {string.Join(", ", touched)}" : null);
    }

    private Dictionary<ObjectKey, (int Uid, int Generation)> Objects() => _cluster.Objects.All
        .Where(stored => _tenants.Contains(Owner(stored)))
        .ToDictionary(stored => stored.Key, stored => (stored.Uid, stored.Generation));

    private string? Owner(StoredObject stored) => stored.Tenant
        ?? (stored.Key.Namespace is { } ns ? _cluster.Objects.Find(ObjectKey.OfNamespace(ns))?.Tenant : null);
}
