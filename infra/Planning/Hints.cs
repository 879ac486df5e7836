using System.Collections.Immutable;
using System.Globalization;
using Infra.Components.Certificates;
using Infra.Components.Ingress;
using Infra.Stacks.Settings;

namespace Infra.Planning;

/// <summary>What whoever deploys a stack, or into it, must know beyond its settings.</summary>
internal static class Hints
{
    /// <summary>The hints for a stack, in a fixed order, a sentence or two each.</summary>
    public static ImmutableArray<string> Of(PlatformSettings settings)
    {
        var controllers = settings.Tenants.Select(tenant => tenant.Ingress).Distinct().Order().ToList();
        var hints = ImmutableArray.CreateBuilder<string>();
        if (controllers.Count > 0)
        {
            hints.Add($"Of each tenant's quota the ingress controller requests {IngressSpecification.Cpu} CPU and "
                + $"{string.Join(", ", controllers.Select(Memory))} of memory.");
        }

        if (controllers.Contains(IngressController.Nginx))
        {
            if (settings.Cluster.Certificates.Issuer is not CertificateAuthority.SelfSigned)
                hints.Add($"Ingresses of nginx tenants need the annotation {IssuerSpec.EditInPlace}: \"true\", or they get no certificate.");
            hints.Add("nginx's chart fetches its schema: the machine that runs 'up' must reach raw.githubusercontent.com.");
        }

        return hints.ToImmutable();
    }

    private static string Memory(IngressController controller) => string.Create(
        CultureInfo.InvariantCulture, $"{IngressSpecification.MemoryMi(controller)} MiB ({controller.ToString().ToLowerInvariant()})");
}
