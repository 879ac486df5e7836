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

        return hints.ToImmutable();
    }

    private static string Memory(IngressController controller) =>
        string.Create(CultureInfo.InvariantCulture, $"{controller.MemoryMi} MiB ({controller.Word})");
}
