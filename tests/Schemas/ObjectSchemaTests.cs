using System.Text.Json.Nodes;
using Infra.Planning;
using Infra.Tests.Planning;
using Infra.Tests.Upstream;
using Xunit;

namespace Infra.Tests.Schemas;

public sealed class ObjectSchemaTests
{
    private static readonly string[] Stacks = ["dev", "prod", "bgp", "self-signed", "ssh", "dual-stack", "public"];

    [UpstreamFact("kubernetes/", "metallb/crds/", "cert-manager/crds/")]
    public void Every_object_fits_its_schema_in_Kubernetes_1_36() => AssertFit("1.36", stack => stack);

    [UpstreamFact("kubernetes/", "metallb/crds/", "cert-manager/crds/")]
    public void Every_object_fits_its_schema_in_Kubernetes_1_35() => AssertFit("1.35", stack => new PlannedStack(
        stack.ToString(),
        stack.Settings with { Cluster = stack.Settings.Cluster with { K3sVersion = "v1.35.9+k3s1" } }));

    [UpstreamFact("kubernetes/", "metallb/crds/", "cert-manager/crds/")]
    public void An_unknown_field_or_a_wrong_type_is_refused()
    {
        Assert.NotEmpty(Complaints("NetworkPolicy", policy => policy["spec"]!["podSelctor"] = new JsonObject()));
        Assert.NotEmpty(Complaints("NetworkPolicy", policy => policy["spec"]!["policyTypes"] = "Egress"));
        Assert.NotEmpty(Complaints("IPAddressPool", pool => pool["spec"]!["autoAsign"] = false));
        Assert.NotEmpty(Complaints("IPAddressPool", pool => pool["spec"]!["serviceAllocation"]!["namespace"] = new JsonArray()));
        Assert.NotEmpty(Complaints("IPAddressPool", pool => pool["spec"]!.AsObject().Remove("addresses")));
        Assert.NotEmpty(Complaints("Issuer", issuer => issuer["spec"]!["acme"]!["solvers"]![0]!["http01"]!["ingress"]!["class_"] = "x"));
        Assert.Empty(Complaints("Issuer", _ => { }));
    }

    private static string[] Complaints(string kind, Action<JsonObject> change)
    {
        var value = PlannedStack.Dev.Plan.Objects(kind).First().Inputs.DeepClone().AsObject();
        change(value);
        return UpstreamSchemas.Object("1.36", value["apiVersion"]!.GetValue<string>(), kind)!.Complaints(value);
    }

    private static void AssertFit(string version, Func<PlannedStack, PlannedStack> choose)
    {
        var objects = Stacks.SelectMany(stack => choose(PlannedStack.Get(stack)).Plan.Objects()).ToList();
        Assert.Contains(objects, resource => resource.Text("kind") == "BGPPeer");
        Assert.Empty(objects.SelectMany(resource => Complaints(version, resource)
            .Select(complaint => $"{resource.Text("kind")} {resource.ObjectName()} {complaint}")));
    }

    private static string[] Complaints(string version, PlannedResource resource) =>
        UpstreamSchemas.Object(version, resource.Text("apiVersion")!, resource.Text("kind")!) is { } schema
            ? schema.Complaints(resource.Inputs)
            : [$"isn't known to Kubernetes {version}"];
}
