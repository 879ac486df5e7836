using Infra.Timing;

namespace Infra.Comparing.Dangers.Outages;

/// <summary>Machines that are off while they get another type.</summary>
internal static class PoweredOff
{
    public static IEnumerable<Found> In(PlanComparison comparison)
    {
        var owners = Owner.Of(comparison.After);
        return comparison.Changes
            .Where(change => Machines.IsPoweredOff(change) && ServerTypeRefused.Problem(change) is null)
            .Select(change => new Found(change.Resource, $"is off for {Lengths.Some(ChangeTimes.Resize)}"
                + (owners[change.Resource.Urn].Tenant is null
                    ? ", and with it the API and cluster DNS; what is served inside a node stays up"
                    : ", and all that runs on it")));
    }
}
