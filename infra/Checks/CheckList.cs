using System.Collections.Immutable;
using Infra.Planning;

namespace Infra.Checks;

/// <summary>All that is checked of a plan: what must be right before anything is deployed, whatever the settings.</summary>
public static class CheckList
{
    /// <summary>The checks, in the order in which they are reported.</summary>
    public static ImmutableArray<Check> All { get; } =
    [
        PoolCheck.Check,
        AnnouncementCheck.Check,
        ServiceCheck.Check,
        PlacementCheck.Check,
        NodeSelectorCheck.Check,
        NodeIdentityCheck.Check,
        PodSecurityCheck.Check,
        NetworkPolicyCheck.Check,
        QuotaCheck.Check,
        GuardCheck.Check,
        MemoryCheck.Check,
        DomainCheck.Check,
        SecretCheck.Check,
        DrainCheck.Check,
        HCloudLimitCheck.Check,
        HCloudLockCheck.Check,
    ];

    /// <summary>Checks a plan.</summary>
    public static ImmutableArray<CheckResult> Run(Plan plan)
    {
        var inventory = new Inventory(plan);
        return [.. All.Select(check => new CheckResult(check, [.. check.Find(inventory)]))];
    }
}
