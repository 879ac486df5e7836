using Infra.Components.Grammars;
using Infra.Planning;
using Infra.Stacks.Providers;

namespace Infra.Comparing.Dangers;

/// <summary>Addresses that clients, DNS records and kubeconfigs have.</summary>
internal static class AddressChanged
{
    private const string Pool = "kubernetes:metallb.io/v1beta1:IPAddressPool";
    private const string ControlPlane = "control-plane";
    private static readonly PropertyPath Addresses = PropertyPath.Parse("spec.addresses");

    public static DangerRule Rule { get; } = new(
        ChangeDanger.AddressChanged,
        "A tenant is served at another address, or a server of the control plane has another: DNS records must follow.",
        Find,
        Affects.Dns);

    private static IEnumerable<Found> Find(PlanComparison comparison) => Tenants(comparison).Concat(Servers(comparison));

    private static IEnumerable<Found> Tenants(PlanComparison comparison)
    {
        var owners = Owner.Of(comparison.After);
        return
            from change in comparison.OfType(Pool)
            where change is { Before: not null, After: not null }
            let property = change.Properties.FirstOrDefault(property => property.Path.IsBelow(Addresses))
            where property is not null
            select new Found(change.Resource, property.Follows is { } source
                ? $"is served at another address, as {source.Name} is replaced"
                : $"is served at {Single(property.TextAfter)} instead of {Single(property.TextBefore)}")
            {
                Subject = $"tenant {owners[change.Resource.Urn].Tenant}",
            };
    }

    // A server's own address stands in no object.
    private static IEnumerable<Found> Servers(PlanComparison comparison)
    {
        var owners = Owner.Of(comparison.After);
        var chosen =
            from server in comparison.After.Servers
            join former in comparison.Before.Servers on server.Name equals former.Name
            let installation = comparison.After.Resources.FirstOrDefault(resource => resource.Name == $"{server.Name}-k3s")
            where installation is not null && server.Address != former.Address
            select Moved(installation, server.Name, $"is reached at {server.Address} instead of {former.Address}");
        var given =
            from change in comparison.Changes
            where change.Kind == ChangeKind.Replaced && owners[change.Resource.Urn].Part == ControlPlane
                && NodeProviders.All.Any(provider => provider.AddressTypes.Contains(change.Resource.Type))
            select Moved(change.Resource, change.Resource.Name, "is replaced, and with it the address at which a server is reached");
        return chosen.Concat(given);
    }

    private static Found Moved(PlannedResource resource, string subject, string what) =>
        new(resource, $"{what}: kubeconfigs, and the endpoint's DNS record, must follow")
        {
            Subject = subject,
            Affected = ["the control plane's endpoint"],
        };

    // A pool holds a range of one address.
    private static string Single(string? range) => range?.Split('/')[0] ?? "none";
}
