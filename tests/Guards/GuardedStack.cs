using System.Collections.Immutable;
using Infra.Stacks.Settings;
using Infra.Tests.Planning;

namespace Infra.Tests.Guards;

/// <summary>
/// The stack that cases of guards are about: dev, in which tenant-a has a further namespace, and with one more tenant, <c>shop</c>, whose
/// images come from a list of registries.
/// </summary>
internal static class GuardedStack
{
    public static PlannedStack Current { get; } = Of(PlannedStack.Dev.Settings);

    /// <summary>The same on a Kubernetes that knows no mutating policies.</summary>
    public static PlannedStack WithoutAdditions { get; } = Of(PlannedStack.Dev.Settings with
    {
        Cluster = PlannedStack.Dev.Settings.Cluster with { K3sVersion = "v1.35.9+k3s1" },
    });

    private static PlannedStack Of(PlatformSettings dev)
    {
        var staging = new NamespaceSettings { Name = "staging" };
        var tenants = dev.Tenants
            .Select(tenant => tenant.Name == "tenant-a" ? tenant with { Namespaces = [staging] } : tenant)
            .ToImmutableArray();
        var shop = dev.Tenants.Single(tenant => tenant.Name == "tenant-b") with
        {
            Name = "shop",
            Domains = ["shop.example.com"],
            PrivateAddress = "10.0.7.7",
            PlacementGroup = null,
            Namespaces = [staging],
            Registries =
                ["ghcr.io/acme", "registry.example.com:5000/team", "docker.io/library", "quay.io/prometheus/prometheus"],
        };
        return new PlannedStack("dev", dev with { Tenants = tenants.Add(shop) });
    }
}
