using System.Text.Json.Nodes;
using Infra.Planning;
using Infra.Tests.Planning;
using Infra.Tests.Schemas;
using Xunit;

namespace Infra.Tests.Guards;

/// <summary>The README's first application, as a tenant would deploy it on dev.</summary>
public sealed class ReadmeTests
{
    private const string Heading = "### The first application";
    private const string Start = "```yaml\n";
    private const string Tenant = "tenant-b";

    private static readonly string Text = Read();

    [Fact]
    public void The_first_application_says_nothing_of_nodes()
    {
        Assert.Equal(["Deployment", "Service", "Ingress"], Objects().Select(document => document["kind"]!.GetValue<string>()));
        Assert.DoesNotContain("nodeSelector", Text, StringComparison.Ordinal);
        Assert.DoesNotContain("toleration", Text, StringComparison.Ordinal);
    }

    [PolicyCheckFact]
    public void The_first_application_passes_as_it_stands_and_its_pod_gets_the_tenants_selector_and_toleration()
    {
        var decisions = PolicyCheck.Decide(PlannedStack.Dev.Plan, Objects().Select(AsTenant).Append(FromReplicaSet()));
        Assert.Equal(4, decisions.Length);
        Assert.All(decisions, decision => Assert.True(decision["ok"]!.GetValue<bool>(), decision.ToJsonString()));
        var pod = decisions.Single(decision => decision["name"]!.GetValue<string>() == "Pod").At("object", "spec");
        Assert.Equal($$"""{"node-restriction.kubernetes.io/tenant":"{{Tenant}}"}""", pod.At("nodeSelector")!.ToJsonString());
        var expected = new JsonObject { ["key"] = "node-restriction.kubernetes.io/tenant", ["operator"] = "Equal", ["value"] = Tenant };
        Assert.True(JsonNode.DeepEquals(new JsonArray(expected), pod.At("tolerations")), pod.At("tolerations")?.ToJsonString());
    }

    [PolicyCheckFact]
    public void The_first_application_is_refused_in_another_tenants_name()
    {
        var ingress = Objects().Single(document => document["kind"]!.GetValue<string>() == "Ingress");
        ingress["metadata"]!["namespace"] = "tenant-tenant-a";
        var decision = Assert.Single(PolicyCheck.Decide(PlannedStack.Dev.Plan, [AsTenant(ingress)]));
        Assert.Equal("denied", decision["seen"]!.GetValue<string>());
    }

    /// <summary>The objects as kubectl sends them: into the namespace of the kubeconfig's context.</summary>
    private static IEnumerable<JsonNode> Objects()
    {
        foreach (var document in YamlFile.Documents(Text))
        {
            document["metadata"]!["namespace"] = $"tenant-{Tenant}";
            yield return document;
        }
    }

    private static JsonObject AsTenant(JsonNode document) => Case(document, $"system:serviceaccount:tenant-access:{Tenant}");

    private static JsonObject FromReplicaSet()
    {
        var deployment = Objects().First();
        var template = deployment.At("spec", "template")!;
        var pod = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = template["metadata"]!.DeepClone(),
            ["spec"] = template["spec"]!.DeepClone(),
        };
        pod["metadata"]!["name"] = "web-1";
        pod["metadata"]!["namespace"] = deployment["metadata"]!["namespace"]!.DeepClone();
        return Case(pod, "system:serviceaccount:kube-system:replicaset-controller");
    }

    private static JsonObject Case(JsonNode document, string user) => new()
    {
        ["name"] = document["kind"]!.DeepClone(),
        ["user"] = new JsonObject { ["name"] = user },
        ["operation"] = "CREATE",
        ["object"] = document.DeepClone(),
        ["expect"] = "allowed",
    };

    private static string Read()
    {
        var readme = File.ReadAllText(Path.Combine(SharedFolder.Checkout, "README.md")).ReplaceLineEndings("\n");
        var start = readme.IndexOf(Start, readme.IndexOf(Heading, StringComparison.Ordinal), StringComparison.Ordinal) + Start.Length;
        return readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
