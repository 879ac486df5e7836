using Infra.Stacks.Settings;

namespace Infra.Conformance;

/// <summary>
/// The stack that cases of guards are about: dev, in which tenant-a has a further namespace, and with one more tenant, <c>shop</c>, whose
/// images come from a list of registries.
/// </summary>
public static class CaseStack
{
    /// <summary>Its name, and that of the stack that it is made of.</summary>
    public const string Name = "dev";

    /// <summary>Its settings.</summary>
    /// <param name="dev">The settings of dev.</param>
    public static PlatformSettings Of(PlatformSettings dev)
    {
        var staging = new NamespaceSettings { Name = "staging" };
        var shop = dev.Tenants.Single(tenant => tenant.Name == "tenant-b") with
        {
            Name = "shop",
            Domains = ["shop.example.com", "*.shop.example.com"],
            PrivateAddress = "10.0.7.7",
            PlacementGroup = null,
            Namespaces = [staging],
            Registries =
                ["ghcr.io/acme", "registry.example.com:5000/team", "docker.io/library", "quay.io/prometheus/prometheus"],
        };
        var tenants = dev.Tenants.Select(tenant => tenant.Name == "tenant-a" ? tenant with { Namespaces = [staging] } : tenant);
        return dev with { Tenants = [.. tenants, shop] };
    }
}
