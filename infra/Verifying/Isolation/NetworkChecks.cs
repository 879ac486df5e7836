using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infra.Verifying.Isolation;

/// <summary>What a tenant's network policies can open. Policies only add up, so one that opens too much would count.</summary>
internal static class NetworkChecks
{
    private const string Guard = "infra-network-policies";

    public static ImmutableArray<LiveCheck> All { get; } =
    [
        AttackCheck.OfTenants("network-policies-stay-closed", "No tenant's network policy opens what the platform closed.", target =>
        [
            new("a policy that opens pods to everybody", Policy(target, "ingress", new JsonObject()), Refusal.Guard(Guard, "rule without")),
            new("a policy that opens the way to everybody", Policy(target, "egress", new JsonObject()),
                Refusal.Guard(Guard, "rule without")),
            new("a policy that opens the way to all addresses", Policy(target, "egress", To("0.0.0.0/0")), Refusal.Guard(Guard, "ipBlock")),
            new("a policy that opens the metadata service", Policy(target, "egress", To("169.254.169.254/32")),
                Refusal.Guard(Guard, "ipBlock")),
            new("a policy that opens private networks", Policy(target, "egress", To("10.0.0.0/8")), Refusal.Guard(Guard, "ipBlock")),
            new("a policy that opens the way to all namespaces", Policy(target, "egress", Namespaces([])),
                Refusal.Guard(Guard, "namespaceSelector")),
            new("a policy that opens the way to another tenant", Policy(target, "egress", Namespaces(new JsonObject
            {
                ["matchLabels"] = new JsonObject { ["infra/tenant"] = target.OtherTenant },
            })), Refusal.Guard(Guard, "namespaceSelector")),
            new("a policy with more peers than each node should keep", Policy(target, "egress", new JsonObject
            {
                ["to"] = new JsonArray([.. Enumerable.Repeat(0, 101).Select(_ => new JsonObject { ["podSelector"] = new JsonObject() })]),
            }), Refusal.Guard(Guard, "too many")),
        ]),
    ];

    private static JsonObject To(string range) => new()
    {
        ["to"] = new JsonArray(new JsonObject { ["ipBlock"] = new JsonObject { ["cidr"] = range } }),
    };

    private static JsonObject Namespaces(JsonObject selector) => new()
    {
        ["to"] = new JsonArray(new JsonObject { ["namespaceSelector"] = selector }),
    };

    private static DryRun Policy(Target target, string direction, JsonObject rule) =>
        target.Create("networking.k8s.io/v1", "NetworkPolicy", new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["podSelector"] = new JsonObject(),
                ["policyTypes"] = new JsonArray(direction == "egress" ? "Egress" : "Ingress"),
                [direction] = new JsonArray(rule),
            },
        });
}
