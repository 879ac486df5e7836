using System.Text.Json.Nodes;
using Infra.Components.Guards;
using Infra.Components.LoadBalancing;
using Infra.Planning;

namespace Infra.Checks;

/// <summary>How a tenant's ingress controller asks for its address.</summary>
internal static class ServiceCheck
{
    private const string Fix = "take IngressSpecification's annotations and spec (components/Ingress/IngressSpecification.cs)";
    private const string NodePorts = "allocateLoadBalancerNodePorts";

    // What else a Service can name to get an address, or traffic from elsewhere.
    private static readonly string[] OtherWays = ["loadBalancerIP", "externalIPs", "loadBalancerClass"];

    public static Check Check { get; } = new(
        "services-ask-for-own-pool", "Every tenant's ingress Service asks for its own pool alone and opens no node port.", Find);

    private static IEnumerable<Finding> Find(Inventory inventory)
    {
        var guarded = inventory.Configurations.Values.All(configuration => GuardSet.AddsWhatIsMissing(configuration.Version));
        return
            from tenant in inventory.Plan.Tenants
            from release in inventory.Of(tenant).Where(resource => resource.Type == PlanQueries.Release)
            let pool = inventory.Of(tenant, "IPAddressPool").Select(PlanQueries.ObjectName).FirstOrDefault() ?? ""
            from finding in Problems(release, pool).Select(problem => new Finding(release, problem, Fix))
                .Concat(guarded ? [] : Unguarded(release))
            select finding;
    }

    /// <summary>Before Kubernetes 1.36 no guard closes what a Service doesn't.</summary>
    private static IEnumerable<Finding> Unguarded(PlannedResource release) =>
        from service in Services(release.At("values"))
        where service.Spec.At(NodePorts) is null
        select new Finding(
            release, $"leaves {NodePorts} out, and so opens node ports before Kubernetes 1.36",
            "set cluster.k3sVersion to v1.36 or newer, or take another ingress controller");

    private static IEnumerable<string> Problems(PlannedResource release, string pool)
    {
        var services = Services(release.At("values")).ToList();
        if (services.Count != 1)
            yield return $"describes {services.Count} Services, and one is the tenant's";
        foreach (var (annotations, spec) in services)
        {
            if (!JsonNode.DeepEquals(annotations, new JsonObject { [Announcements.PoolAnnotation] = pool }))
                yield return $"annotates its Service with {annotations?.ToJsonString() ?? "nothing"}, and the tenant's pool is {pool}";
            if (spec.At("type")?.GetValue<string>() != "LoadBalancer")
                yield return "makes a Service that is no LoadBalancer";
            if (spec.At("externalTrafficPolicy")?.GetValue<string>() != "Local")
                yield return "lets other nodes take its Service's traffic (externalTrafficPolicy)";
            if (spec.At(NodePorts)?.GetValue<bool>() ?? false)
                yield return $"opens node ports for its Service ({NodePorts})";
            foreach (var way in OtherWays.Where(way => spec.At(way) is { } value && value.ToJsonString() is not ("\"\"" or "[]")))
                yield return $"names a {way} in its Service";
        }
    }

    /// <summary>The annotations and specs of the Services that values describe; charts differ in where the spec stands.</summary>
    private static IEnumerable<(JsonNode? Annotations, JsonNode Spec)> Services(JsonNode? values) => values is not JsonObject map
        ? []
        : map.SelectMany(entry => entry is { Key: "service", Value: JsonObject service }
            ? [(service["annotations"], service["spec"] ?? service)]
            : Services(entry.Value));
}
