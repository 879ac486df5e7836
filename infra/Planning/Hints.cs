using System.Collections.Immutable;
using System.Globalization;
using Infra.Components.Certificates;
using Infra.Components.Guards;
using Infra.Components.Ingress;
using Infra.Components.K3s;
using Infra.Stacks.Settings;

namespace Infra.Planning;

/// <summary>What whoever deploys a stack, or into it, must know beyond its settings.</summary>
internal static class Hints
{
    private const int MostShown = 3;

    /// <summary>The hints for a stack, in a fixed order, a sentence or two each.</summary>
    public static ImmutableArray<string> Of(PlatformSettings settings)
    {
        var used = settings.Tenants.Select(tenant => tenant.Ingress).ToHashSet();
        var controllers = IngressControllers.All.Where(used.Contains).ToList();
        var guarded = GuardSet.AddsWhatIsMissing(K3sVersion.Parse(settings.Cluster.K3sVersion));
        var hints = ImmutableArray.CreateBuilder<string>();
        if (controllers.Count > 0)
        {
            hints.Add($"Of each tenant's quota the ingress controller requests {IngressSpecification.Cpu} CPU and "
                + $"{string.Join(", ", controllers.Select(Memory))} of memory.");
        }

        foreach (var controller in controllers)
        {
            if (controller.NeedsEditInPlace && !guarded && settings.Cluster.Certificates.Issuer is not CertificateAuthority.SelfSigned)
            {
                hints.Add($"Ingresses of {controller.Word} tenants need the annotation {IssuerSpec.EditInPlace}: \"true\", "
                    + "or they get no certificate.");
            }

            hints.AddRange(controller.Hints);
        }

        hints.AddRange(WildcardDomains(settings));
        hints.AddRange(TranslatedAddresses(settings));
        hints.AddRange(PeopleWithoutAWay(settings));
        hints.AddRange(settings.Cluster.Provider.Hints(settings));

        return hints.ToImmutable();
    }

    // Let's Encrypt signs them by DNS challenges alone (https://letsencrypt.org/docs/challenge-types), and issuers solve HTTP-01.
    private static IEnumerable<string> WildcardDomains(PlatformSettings settings)
    {
        var wildcards = settings.Tenants.SelectMany(tenant => tenant.Domains)
            .Where(domain => domain.StartsWith("*.", StringComparison.Ordinal)).ToList();
        if (wildcards.Count == 0 || settings.Cluster.Certificates.Issuer is CertificateAuthority.SelfSigned) yield break;
        yield return $"Certificates come for each name by itself, never for {Shown(wildcards)}: Ingresses name the hosts below.";
    }

    private static IEnumerable<string> TranslatedAddresses(PlatformSettings settings) =>
        from tenant in settings.Tenants.OrderBy(tenant => tenant.Name, StringComparer.Ordinal)
        where tenant.TranslatedTo is not null
        select $"Requests to {tenant.Host!.Address} must arrive at {tenant.Name}'s node as {tenant.TranslatedTo} (1:1 NAT).";

    // Whom a tenant's access is given to, and who doesn't reach the API with it, unless among the administrators.
    private static IEnumerable<string> PeopleWithoutAWay(PlatformSettings settings)
    {
        if (settings.Cluster.ControlPlane.OpenToTheWorld || settings.Cluster.Administrators.Ranges.IsEmpty) yield break;
        var tenants = settings.Tenants
            .Where(tenant => tenant.Access is { Ranges.IsEmpty: true } access && !(access.Groups.IsEmpty && access.Users.IsEmpty))
            .Select(tenant => tenant.Name).Order(StringComparer.Ordinal).ToList();
        if (tenants.Count == 0) yield break;
        yield return $"The people in access.groups and access.users of {Shown(tenants)} reach the API from administrators' addresses "
            + "alone: list their own in access.cidrs.";
    }

    private static string Shown(List<string> names) => names.Count <= MostShown
        ? string.Join(", ", names)
        : string.Create(
            CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(MostShown))} and {names.Count - MostShown} more like it");

    private static string Memory(IngressController controller) =>
        string.Create(CultureInfo.InvariantCulture, $"{controller.MemoryMi} MiB ({controller.Word})");
}
