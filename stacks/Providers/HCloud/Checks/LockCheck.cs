namespace Infra.Stacks.Providers.HCloud.Checks;

/// <summary>What protects resources at Hetzner: Pulumi alone, since Hetzner's locks are lifted by nobody when a resource goes.</summary>
internal static class LockCheck
{
    private static readonly string[] Locks = ["deleteProtection", "rebuildProtection"];

    public static ProviderCheck Check { get; } = new(
        "no-locks-at-provider", "Nothing is locked at Hetzner: what is protected is so in Pulumi.", Find);

    private static IEnumerable<ProviderFinding> Find(IReadOnlyList<IPlannedResource> plan) =>
        from resource in plan
        from locked in Locks
        where resource.Inputs[locked]?.GetValue<bool>() ?? false
        select new ProviderFinding(
            resource.Urn, $"is locked at Hetzner ({locked})", "use Protect, which cluster.protect switches");
}
