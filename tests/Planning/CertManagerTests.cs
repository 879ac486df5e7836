using System.Text.Json.Nodes;
using Infra.Planning;
using Xunit;

namespace Infra.Tests.Planning;

public sealed class CertManagerTests
{
    private const string Namespace = "cert-manager";

    [Theory, EveryStack]
    public void All_of_cert_manager_runs_on_the_control_plane(PlannedStack stack)
    {
        var values = stack.Plan.Named(PlanQueries.Release, Namespace).At("values")!;
        string[][] parts = [[], ["webhook"], ["cainjector"], ["startupapicheck"]];
        Assert.All(parts, part =>
        {
            Assert.Equal("""{"node-role.kubernetes.io/control-plane":"true"}""", values.At([.. part, "nodeSelector"])!.ToJsonString());
            Assert.Equal(
                """[{"key":"node-role.kubernetes.io/control-plane","operator":"Exists"}]""",
                values.At([.. part, "tolerations"])!.ToJsonString());
        });
        Assert.True(values.At("crds", "enabled")!.GetValue<bool>());
    }

    [Theory, EveryStack]
    public void Its_policy_closes_what_all_its_pods_send_before_the_first_one_runs_and_lets_everybody_ask_its_webhook(PlannedStack stack)
    {
        var policy = Policy(stack);
        var release = stack.Plan.Named(PlanQueries.Release, Namespace);
        Assert.Equal(release.Namespace(), policy.Namespace());
        Assert.Empty(policy.At("spec", "podSelector")!.AsObject());
        Assert.Equal(["Egress"], policy.At("spec", "policyTypes").Texts());
        Assert.Contains(policy.Urn, stack.Plan.Before(release));
    }

    [Theory, EveryStack]
    public void It_reaches_the_Internet_at_two_ports_and_nothing_of_what_tenants_leave_out(PlannedStack stack)
    {
        var egress = new PodEgress(Policy(stack));
        Assert.All(new[] { "203.0.114.1", "2606:4700::1" }, address =>
        {
            Assert.Equal([80, 443], new[] { 22, 53, 80, 443, 6443, 8000, 8443 }.Where(port => egress.Reaches(address, port)));
            Assert.False(egress.Reaches(address, 443, "UDP"));
        });
        string[] closed =
        [
            "10.0.0.1", "10.42.0.7", "10.43.0.1", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.31.0.1", "192.168.1.1", "fd00::1",
            "fe80::1", .. stack.ServerAddresses,
        ];
        Assert.All(closed, address => Assert.DoesNotContain(new[] { 22, 80, 443, 10250 }, port => egress.Reaches(address, port)));
        // Its Internet is the tenants'.
        Assert.All(stack.Plan.Objects("NetworkPolicy").Where(policy => policy.ObjectName() == "allow"), allow =>
            Assert.Equal(Internet(allow), Internet(Policy(stack))));
    }

    [Theory, EveryStack]
    public void It_reaches_the_API_where_pods_reach_it_and_cluster_DNS(PlannedStack stack)
    {
        var egress = new PodEgress(Policy(stack));
        Assert.Equal(stack.ApiAddresses.Order(), stack.ServerAddresses.Where(address => egress.Reaches(address, 6443)).Order());
        var dns = new PodPlace("kube-system", [], new JsonObject { ["k8s-app"] = "kube-dns" });
        Assert.All(new[] { "UDP", "TCP" }, protocol => Assert.True(egress.ReachesPods(dns, 53, protocol)));
        Assert.False(egress.ReachesPods(dns, 9153));
        Assert.False(egress.ReachesPods(dns with { PodLabels = new JsonObject { ["k8s-app"] = "metrics-server" } }, 53));
    }

    [Theory, EveryStack]
    public void Of_pods_it_reaches_every_tenants_ingress_controller_where_that_is_open_and_no_others(PlannedStack stack)
    {
        var egress = new PodEgress(Policy(stack));
        Assert.All(stack.Settings.Tenants, tenant =>
        {
            var ns = tenant.NamespaceNames()[0];
            // A chart's pods are compared with this policy where charts are rendered.
            var open = stack.Plan.Object("NetworkPolicy", ns, "ingress");
            var controller = new PodPlace(ns, Labels(stack, ns), open.At("spec", "podSelector", "matchLabels")!.AsObject());
            int[] ports = [.. open.At("spec", "ingress")![0]!["ports"]!.AsArray().Select(port => (int)port!["port"]!.GetValue<long>())];
            Assert.Equal(ports.Order(), new[] { 22, 80, 443, 8000, 8080, 8443, 9100 }.Where(port => egress.ReachesPods(controller, port)));
            PodPlace[] others =
            [
                controller with { PodLabels = new JsonObject { ["app.kubernetes.io/name"] = "shop" } },
                controller with { PodLabels = [] },
                controller with { Namespace = "kube-system", GivenLabels = [] },
                controller with { Namespace = Namespace, GivenLabels = Labels(stack, Namespace) },
            ];
            Assert.All(others, place => Assert.DoesNotContain(ports, port => egress.ReachesPods(place, port)));
        });
    }

    private static PlannedResource Policy(PlannedStack stack) =>
        Assert.Single(stack.Plan.Objects("NetworkPolicy"), policy => policy.Namespace() == Namespace);

    private static JsonObject Labels(PlannedStack stack, string ns) =>
        stack.Plan.Object("Namespace", null, ns).At("metadata", "labels")!.AsObject();

    private static string Internet(PlannedResource policy) => policy.At("spec", "egress")!.AsArray().Select(rule => rule.At("to")!)
        .Single(peers => peers[0].At("ipBlock", "except") is not null).ToJsonString();
}
