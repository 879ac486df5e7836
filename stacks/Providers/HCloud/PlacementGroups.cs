using Infra.Stacks.Settings;

namespace Infra.Stacks.Providers.HCloud;

/// <summary>
/// Which placement group a tenant's node belongs to, when nobody chose one. A spread group keeps its servers on different
/// physical hosts; groups are shards, as Hetzner takes at most 10 servers in one.
/// </summary>
public static class PlacementGroups
{
    /// <summary>Number of groups that tenants share. Hetzner allows 50 in a project; the rest is for others.</summary>
    public const int Count = 40;

    /// <summary>Servers that one group takes (Hetzner's limit).</summary>
    public const int Capacity = 10;

    /// <summary>The tenant's group, 1 to <see cref="Count"/>: a hash of its name, and so independent of other tenants.</summary>
    /// <param name="name">The tenant's name.</param>
    public static int ForTenant(string name) => 1 + StableHash.Of("placement-group", name, Count);
}
