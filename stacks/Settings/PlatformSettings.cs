using System.Collections.Immutable;
using System.Net;

namespace Infra.Stacks.Settings;

/// <summary>What one environment is: the stack file's <c>infra:</c> section, read and validated.</summary>
/// <param name="Cluster">The cluster that all tenants share (<c>infra:cluster</c>).</param>
/// <param name="Tenants">The tenants, in the file's order (<c>infra:tenants</c>); their order has no meaning.</param>
public sealed record PlatformSettings(ClusterSettings Cluster, ImmutableArray<TenantSettings> Tenants)
{
    /// <summary>
    /// All ranges from which the Kubernetes API is reached, each once: the administrators', then the tenants', whatever order these are in.
    /// <c>openToTheWorld</c> goes before it.
    /// </summary>
    public ImmutableArray<IPNetwork> ApiRanges => [.. Cluster.Administrators.Ranges, .. TenantRanges];

    /// <summary>Those of them that are tenants' alone.</summary>
    public ImmutableArray<IPNetwork> TenantRanges =>
    [
        .. Tenants.SelectMany(tenant => tenant.Access.Ranges).Except(Cluster.Administrators.Ranges)
            .OrderBy(range => range.ToString(), StringComparer.Ordinal),
    ];
}
