using System.Collections.Immutable;
using System.Globalization;
using Infra.Components.Kubernetes;
using Infra.Components.LoadBalancing;

namespace Infra.Components.Ingress;

/// <summary>What a tenant's ingress controller is made for.</summary>
/// <param name="Tenant">The tenant's name.</param>
/// <param name="Namespaces">The tenant's namespaces, all of which the controller watches; it runs in the first.</param>
/// <param name="IngressClass">The one class that it serves.</param>
/// <param name="Pool">The MetalLB pool that its Service asks for.</param>
/// <param name="Ipv6">Whether the pool's address is an IPv6 one.</param>
/// <param name="RedirectToHttps">Whether requests over HTTP are sent on to HTTPS.</param>
public sealed record IngressSpecification(
    string Tenant, ImmutableArray<string> Namespaces, string IngressClass, string Pool, bool Ipv6, bool RedirectToHttps)
{
    /// <summary>CPU that a controller asks for, as a Kubernetes quantity.</summary>
    public const string Cpu = "50m";

    /// <summary>
    /// How a new pod takes the old one's place: a second one beside it might find no room on the tenant's node. It is also what makes Helm
    /// wait for the pod: of a RollingUpdate it waits for all pods but <c>maxUnavailable</c>, which of one is none.
    /// </summary>
    internal static Values Strategy => new() { ["type"] = "Recreate" };

    /// <summary>What its container asks for, and the memory that it may not exceed; both in MiB.</summary>
    internal static Values Resources(int memoryMi, int mostMi) => new()
    {
        ["requests"] = Placement.RequestsBesideQuota(Cpu, string.Create(CultureInfo.InvariantCulture, $"{memoryMi}Mi")),
        ["limits"] = new Values { ["memory"] = string.Create(CultureInfo.InvariantCulture, $"{mostMi}Mi") },
    };

    /// <summary>The annotations of its Service, which ask for the tenant's pool.</summary>
    internal Values ServiceAnnotations => new() { [Announcements.PoolAnnotation] = Pool };

    /// <summary>
    /// The spec of its Service: the tenant's node alone takes its traffic, keeps the client's address and opens no node port.
    /// </summary>
    internal Values ServiceSpec()
    {
        var spec = new Values
        {
            ["type"] = "LoadBalancer",
            ["externalTrafficPolicy"] = "Local",
            ["allocateLoadBalancerNodePorts"] = false,
        };
        if (Ipv6)
        {
            spec["ipFamilyPolicy"] = "SingleStack";
            spec["ipFamilies"] = new object[] { "IPv6" };
        }

        return spec;
    }
}
