using System.Collections.Immutable;

namespace Infra.Stacks.Settings;

/// <summary>What one environment is: the stack file's <c>infra:</c> section, read and validated.</summary>
/// <param name="Cluster">The cluster that all tenants share (<c>infra:cluster</c>).</param>
/// <param name="Tenants">The tenants, in the file's order (<c>infra:tenants</c>); their order has no meaning.</param>
public sealed record PlatformSettings(ClusterSettings Cluster, ImmutableArray<TenantSettings> Tenants);
