using System.Text.Json.Nodes;
using Infra.Planning;
using Infra.Tests.Guards;
using Infra.Tests.Planning;
using Xunit;

namespace Infra.Tests.Charts;

/// <summary>What the guards make of the objects that ingress controllers' charts make.</summary>
public sealed class AdmittedReleaseTests
{
    private const string NodePorts = "allocateLoadBalancerNodePorts";

    [AdmittedFact]
    public void Every_controllers_chart_is_admitted_and_opens_no_node_port()
    {
        var stack = PlannedStack.Get("controllers");
        var cases = stack.Settings.Tenants.SelectMany(tenant => RenderedRelease.OfTenant(stack, tenant.Name).Objects)
            .Select(Installed).ToList();
        Assert.Equal(stack.Settings.Tenants.Length, cases.Count(one => one.ContainsKey("mutated")));
        Assert.All(
            PolicyCheck.Decide(stack.Plan, cases),
            decision => Assert.True(decision["ok"]!.GetValue<bool>(), decision.ToJsonString()));
    }

    /// <summary>An object as Helm creates it.</summary>
    private static JsonObject Installed(RenderedObject made)
    {
        var value = made.Value.DeepClone().AsObject();
        if (made.Namespace.Length > 0) value["metadata"]!["namespace"] = made.Namespace;
        var install = new JsonObject
        {
            ["name"] = $"{made.Namespace} {made}",
            ["user"] = new JsonObject { ["name"] = "system:admin", ["groups"] = new JsonArray("system:masters") },
            ["authorized"] = new JsonArray(
                new JsonObject { ["verb"] = "bypass", ["group"] = "infra", ["resource"] = "guards" }),
            ["operation"] = "CREATE",
            ["object"] = value,
            ["expect"] = "allowed",
        };
        if ((string?)value.At("spec", "type") == "LoadBalancer")
        {
            // Kubernetes fills this in before guards see it; what the chart says itself, they would write all the same.
            value["spec"]![NodePorts] = true;
            install["mutated"] = new JsonObject { ["spec"] = new JsonObject { [NodePorts] = false } };
        }

        return install;
    }
}
