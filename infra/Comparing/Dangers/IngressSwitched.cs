using Infra.Components.Grammars;
using Infra.Planning;
using Infra.Timing;

namespace Infra.Comparing.Dangers;

/// <summary>Tenants that get another ingress controller.</summary>
internal static class IngressSwitched
{
    private const string IngressClass = "kubernetes:networking.k8s.io/v1:IngressClass";

    public static DangerRule Rule { get; } = new(
        ChangeDanger.IngressSwitched,
        "A tenant gets another ingress controller: it isn't served from when the old one goes until the new one is ready and the tenant's "
        + "Ingresses name its class.",
        Find,
        Affects.Away);

    private static IEnumerable<Found> Find(PlanComparison comparison) =>
        from after in comparison.After.Tenants
        join before in comparison.Before.Tenants on after.Name equals before.Name
        where after.Ingress != before.Ingress
        let release = comparison.OfType(PlanQueries.Release).FirstOrDefault(change => change.Resource.Name == $"{after.Name}-ingress")
        where release is { Before: not null, After: not null }
        select new Found(release.Resource, $"becomes {after.Ingress}'s instead of {before.Ingress}'s: {Served(before)} isn't served until "
            + $"the new controller is ready, {Duration(release.After!)}, and until Ingresses name the class "
            + $"{Class(comparison.After, after)} instead of {Class(comparison.Before, before)}");

    private static string Duration(PlannedResource release) => FormattableString.Invariant(
        $"some {StepTimes.Default.Of(release):0} s where its image is there already and {release.At("timeout")} s at most");

    private static string Served(PlannedTenant tenant) =>
        tenant.Domains.IsEmpty ? tenant.Name : string.Join(", ", tenant.Domains);

    private static string? Class(Plan plan, PlannedTenant tenant) =>
        plan.OfType(IngressClass).FirstOrDefault(resource => resource.Name == $"{tenant.Name}-class")?.ObjectName();
}
