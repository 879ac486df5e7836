using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infra.Verifying.Isolation;

/// <summary>Which addresses and ports a tenant's Services can take.</summary>
internal static class ServiceChecks
{
    private const string Guard = "infra-services";

    public static ImmutableArray<LiveCheck> All { get; } =
    [
        AttackCheck.OfTenants("no-node-ports", "No tenant's Service opens ports on nodes.", target =>
        [
            new("a Service with a node port", Service(target, spec => spec["type"] = "NodePort"),
                Refusal.Guard(Guard, "spec.type is NodePort")),
        ], "MTB-PL1-BC-HI-1"),
        AttackCheck.OfTenants("services-keep-to-own-address", "No tenant's Service takes an address but its tenant's own.", target =>
        [
            new("a Service that asks for another's pool", LoadBalancer(target, "metallb.io/address-pool", target.OtherPool),
                Refusal.Guard(Guard, "metadata.annotations")),
            new("a Service that asks for another's pool in the older way",
                LoadBalancer(target, "metallb.universe.tf/address-pool", target.OtherPool),
                Refusal.Guard(Guard, "metadata.annotations")),
            new("a Service that asks for an address", LoadBalancer(target, "metallb.io/loadBalancerIPs", Target.Elsewhere),
                Refusal.Guard(Guard, "metadata.annotations")),
            new("a Service that asks for an address in the older way",
                LoadBalancer(target, "metallb.universe.tf/loadBalancerIPs", Target.Elsewhere),
                Refusal.Guard(Guard, "metadata.annotations")),
            new("a Service that shares another's address", LoadBalancer(target, "metallb.io/allow-shared-ip", "all"),
                Refusal.Guard(Guard, "metadata.annotations")),
            new("a Service with a loadBalancerIP", Service(target, spec => Balanced(spec)["loadBalancerIP"] = Target.Elsewhere),
                Refusal.Guard(Guard)),
            new("a Service of another load balancer", Service(target, spec => Balanced(spec)["loadBalancerClass"] = "example.com/other"),
                Refusal.Guard(Guard)),
            new("a Service with external addresses", Service(target, spec => spec["externalIPs"] = new JsonArray(Target.Elsewhere)),
                Refusal.ExternalIPs, Refusal.Guard(Guard)),
            new("a Service that leads to a name elsewhere", Service(target, spec =>
            {
                spec["type"] = "ExternalName";
                spec["externalName"] = "example.com";
            }), Refusal.Guard(Guard, "spec.type is ExternalName")),
        ]),
        AttackCheck.OfTenants("endpoints-made-by-kubernetes", "No tenant leads a Service's traffic to an address of its choice.", target =>
        [
            new("Endpoints with an address", target.Create("v1", "Endpoints", new JsonObject
            {
                ["subsets"] = new JsonArray(new JsonObject
                {
                    ["addresses"] = new JsonArray(new JsonObject { ["ip"] = Target.Elsewhere }),
                    ["ports"] = new JsonArray(new JsonObject { ["port"] = 80 }),
                }),
            }), Refusal.Rights, Refusal.Guard("infra-endpoints")),
            new("an EndpointSlice with an address", target.Create("discovery.k8s.io/v1", "EndpointSlice", new JsonObject
            {
                ["addressType"] = "IPv4",
                ["endpoints"] = new JsonArray(new JsonObject { ["addresses"] = new JsonArray(Target.Elsewhere) }),
                ["ports"] = new JsonArray(new JsonObject { ["port"] = 80, ["name"] = "" }),
            }), Refusal.Rights, Refusal.Guard("infra-endpoints")),
        ]),
    ];

    private static DryRun LoadBalancer(Target target, string annotation, string value) => Service(
        target, spec => Balanced(spec), new JsonObject { ["annotations"] = new JsonObject { [annotation] = value } });

    private static JsonObject Balanced(JsonObject spec)
    {
        spec["type"] = "LoadBalancer";
        spec["allocateLoadBalancerNodePorts"] = false;
        spec["externalTrafficPolicy"] = "Local";
        return spec;
    }

    private static DryRun Service(Target target, Action<JsonObject> change, JsonObject? metadata = null)
    {
        var spec = new JsonObject { ["ports"] = new JsonArray(new JsonObject { ["port"] = 80 }) };
        change(spec);
        return target.Create("v1", "Service", new JsonObject { ["metadata"] = metadata ?? [], ["spec"] = spec });
    }
}
