using Infra.Planning;

namespace Infra.Comparing.Dangers;

/// <summary>Addresses that clients, DNS records and kubeconfigs have.</summary>
internal static class AddressChanged
{
    private const string Pool = "kubernetes:metallb.io/v1beta1:IPAddressPool";
    private static readonly PropertyPath Addresses = PropertyPath.Parse("spec.addresses");

    public static DangerRule Rule { get; } = new(
        "address-changed",
        "A tenant is served at another address, or a server of the control plane has another: DNS records must follow.",
        Find);

    private static IEnumerable<(PlannedResource, string)> Find(PlanComparison comparison) => Pools(comparison).Concat(Servers(comparison));

    private static IEnumerable<(PlannedResource, string)> Pools(PlanComparison comparison) =>
        from change in comparison.OfType(Pool)
        where change.Before is not null && change.After is not null
        let property = change.Properties.FirstOrDefault(property => property.Path.IsBelow(Addresses))
        where property is not null
        select (change.Resource, property.Follows is { } source
            ? $"gets another address, as {source.Name} is replaced"
            : $"gets another address: {property.TextBefore ?? "none"} before, {property.TextAfter ?? "none"} now");

    // A server's own address stands in no object.
    private static IEnumerable<(PlannedResource, string)> Servers(PlanComparison comparison) =>
        from server in comparison.After.Servers
        join former in comparison.Before.Servers on server.Name equals former.Name
        let installation = comparison.After.Resources.FirstOrDefault(resource => resource.Name == $"{server.Name}-k3s")
        where installation is not null && server.Address != former.Address
        select (installation, $"is on {server.Name}, whose address is another: {former.Address} before, {server.Address} now");
}
