using System.Collections.Immutable;
using Infra.Planning;
using Infra.Stacks.Providers;

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
        .. NodeProviders.All.SelectMany(provider => provider.Checks).Select(OfProvider),
    ];

    /// <summary>Checks a plan.</summary>
    public static ImmutableArray<CheckResult> Run(Plan plan)
    {
        var inventory = new Inventory(plan);
        return [.. All.Select(check => new CheckResult(check, [.. check.Find(inventory)]))];
    }

    private static Check OfProvider(ProviderCheck check) => new(check.Id, check.Title, inventory => check.Find(inventory.Plan.Resources)
        .Select(found => new Finding(inventory.Plan.Resources.Single(resource => resource.Urn == found.Urn), found.Problem, found.Fix)));
}
