using Infra.Planning;

namespace Infra.Checks;

/// <summary>What protects resources at Hetzner: Pulumi alone, since Hetzner's locks are lifted by nobody when a resource goes.</summary>
internal static class HCloudLockCheck
{
    private static readonly string[] Locks = ["deleteProtection", "rebuildProtection"];

    public static Check Check { get; } = new(
        "no-locks-at-provider", "Nothing is locked at Hetzner: what is protected is so in Pulumi.", Find);

    private static IEnumerable<Finding> Find(Inventory inventory) =>
        from resource in inventory.Plan.Resources
        from locked in Locks
        where resource.At(locked)?.GetValue<bool>() ?? false
        select new Finding(resource, $"is locked at Hetzner ({locked})", "use Protect, which cluster.protect switches");
}
