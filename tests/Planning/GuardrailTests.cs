using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Components.Certificates;
using Infra.Components.Ingress;
using Infra.Components.Kubernetes;
using Infra.Components.Tenants;
using Infra.Planning;
using Infra.Tests.Charts;
using Infra.Tests.Schemas;
using Infra.Tests.Upstream;
using Xunit;

namespace Infra.Tests.Planning;

public sealed class GuardrailTests
{
    [Theory, EveryStack]
    public void MetalLBs_own_namespace_takes_the_privileged_pods_that_speakers_are(PlannedStack stack)
    {
        var ns = stack.Plan.Objects("Namespace").Single(ns => ns.ObjectName() == "metallb-system");
        Assert.Equal("privileged", ns.At("metadata", "labels", "pod-security.kubernetes.io/enforce")!.GetValue<string>());
    }

    [Theory, EveryStack]
    public void Pods_reach_the_Internet(PlannedStack stack) => ForEachTenant(stack, (_, family) => Assert.True(
        new PodEgress(Policies(family).Where(policy => policy.At("spec", "podSelector")!.AsObject().Count == 0))
            .Reaches("203.0.114.1", 5432)));

    [Theory, EveryStack]
    public void Only_the_ingress_controller_reaches_the_API_and_there_nothing_but_its_port(PlannedStack stack) =>
        ForEachTenant(stack, (_, family) =>
        {
            var controller = Assert.Single(Policies(family), policy => policy.At("spec", "podSelector")!.AsObject().Count > 0);
            var rules = Egress(controller).ToList();
            Assert.All(rules, rule => Assert.Equal("""[{"port":6443,"protocol":"TCP"}]""", rule.At("ports")!.ToJsonString()));
            var reached = rules.SelectMany(rule => rule.At("to")!.AsArray()).Select(peer => peer.At("ipBlock", "cidr")!.GetValue<string>());
            Assert.Equal(stack.ApiAddresses.Select(address => $"{address}/32").Order(), reached.Order());
        });

    [Theory, EveryStack]
    public void A_tenants_quotas_are_together_what_the_settings_say(PlannedStack stack) => ForEachTenant(stack, (tenant, family) =>
    {
        var settings = stack.Settings.Tenants.Single(given => given.Name == tenant);
        var quotas = family.Where(resource => resource.IsObject() && resource.Text("kind") == "ResourceQuota").ToList();
        Assert.Equal(
            settings.NamespaceNames().SelectMany(ns => new[] { ns, ns }).Order(), quotas.Select(quota => quota.Namespace()!).Order());
        decimal Sum(string kind) => quotas.Sum(quota =>
            quota.At("spec", "hard", kind) is { } amount ? Quantity.Of(amount.GetValue<string>()) : 0);
        // The controller's share is its own.
        Assert.Equal(Quantity.Of(settings.Quota.Cpu), Sum("requests.cpu") + Quantity.Of(IngressSpecification.Cpu));
        Assert.Equal(Quantity.Of(settings.Quota.Memory), Sum("requests.memory") + Quantity.Of($"{settings.Ingress.MemoryMi}Mi"));
        Assert.Equal(Quantity.Of(settings.Quota.EphemeralStorage), Sum("requests.ephemeral-storage"));
        Assert.Equal(Quantity.Of(settings.Quota.Storage), Sum("requests.storage"));
        Assert.Equal(settings.Quota.Pods, Sum("pods") + 1);
        Assert.Equal(2, Sum("services.loadbalancers"));
    });

    [Theory, EveryStack]
    public void The_controller_and_what_answers_for_certificates_start_whatever_the_tenant_has_used_up(PlannedStack stack)
    {
        var own = Assert.Single(stack.Plan.Objects("PriorityClass"));
        Assert.Equal(PriorityClasses.Ingress, own.ObjectName());
        ForEachTenant(stack, (_, family) =>
        {
            Assert.All(family.Where(resource => resource.Type == PlanQueries.Release), release =>
            {
                Assert.Contains(PriorityClasses.Ingress, release.At("values")!.ToJsonString(), StringComparison.Ordinal);
                Assert.Contains(own.Urn, stack.Plan.Before(release));
            });
            Assert.All(family.Where(resource => resource.Text("kind") == "Issuer" && resource.At("spec", "acme") is not null), issuer =>
            {
                var solver = issuer.At("spec", "acme", "solvers")!.AsArray()[0].At("http01", "ingress", "podTemplate", "spec");
                Assert.Equal(PriorityClasses.Ingress, solver.At("priorityClassName")!.GetValue<string>());
                Assert.Equal("0", solver.At("resources", "requests", "ephemeral-storage")!.GetValue<string>());
                Assert.Contains(own.Urn, stack.Plan.Before(issuer));
            });
            // What counts computing leaves pods with a class out; what counts all pods counts nothing that those request.
            Assert.All(family.Where(resource => resource.IsObject() && resource.Text("kind") == "ResourceQuota"), quota =>
            {
                var counted = quota.At("spec", "hard")!.AsObject().Select(entry => entry.Key).ToList();
                var leavesClassesOut = quota.At("spec", "scopeSelector")?.ToJsonString()
                    == """{"matchExpressions":[{"operator":"DoesNotExist","scopeName":"PriorityClass"}]}""";
                Assert.True(leavesClassesOut == counted.Contains("pods"), quota.Urn);
                if (!leavesClassesOut)
                    Assert.DoesNotContain(counted, kind => kind is "cpu" or "memory" or "requests.cpu" or "requests.memory");
            });
        });
    }

    [Theory, EveryStack]
    public void A_pod_passes_the_quota_whatever_it_leaves_out_and_however_much_it_requests(PlannedStack stack) =>
        ForEachNamespace(stack, (_, objects) =>
        {
            var hard = Counted(objects);
            var defaults = Assert.Single(Single(objects, "LimitRange").At("spec", "limits")!.AsArray());
            // A quota on an amount refuses each container that doesn't name it, unless there is a default.
            string[] counted = ["cpu", "memory", "ephemeral-storage"];
            Assert.All(counted.Where(amount => hard.ContainsKey($"requests.{amount}")), amount =>
                Assert.NotNull(defaults.At("defaultRequest", amount)));
            // A default limit would refuse a container that requests more and names no limit, so nothing may ask for one.
            Assert.Null(defaults.At("default"));
            Assert.DoesNotContain(hard, entry => entry.Key.StartsWith("limits.", StringComparison.Ordinal));
        });

    [UpstreamFact("kubernetes/1.36/")]
    public void A_quota_counts_every_kind_that_Kubernetes_or_certManager_for_an_Ingress_keeps_in_a_namespace()
    {
        var kinds = UpstreamSchemas.NamespacedKinds("1.36")
            // Quotas leave events out; they go after an hour.
            .Where(kind => kind is not ("events" or "events.events.k8s.io"))
            .Append("certificates.cert-manager.io").Append("certificaterequests.cert-manager.io")
            .Append("orders.acme.cert-manager.io").Append("challenges.acme.cert-manager.io")
            .ToList();
        Assert.True(kinds.Count > 25);
        ForEachNamespace(PlannedStack.Get("namespaces"), (_, objects) =>
        {
            var hard = Counted(objects);
            Assert.DoesNotContain(kinds, kind => !hard.ContainsKey(kind) && !hard.ContainsKey($"count/{kind}"));
        });
    }

    [Theory, EveryStack]
    public void A_quota_has_room_for_what_the_platform_makes_in_the_namespace(PlannedStack stack) => ForEachNamespace(stack, (_, objects) =>
    {
        var hard = Counted(objects);
        // Of most kinds an application has some, too; of the last two the platform's is the only one.
        (string Kind, string Counted, bool Alone)[] made =
        [
            ("ServiceAccount", "count/serviceaccounts", false),
            ("RoleBinding", "count/rolebindings.rbac.authorization.k8s.io", false),
            ("NetworkPolicy", "count/networkpolicies.networking.k8s.io", false),
            ("ResourceQuota", "resourcequotas", true),
            ("LimitRange", "count/limitranges", true),
        ];
        Assert.All(made, one =>
        {
            var own = objects.Count(resource => resource.Text("kind") == one.Kind);
            var most = int.Parse(hard[one.Counted], CultureInfo.InvariantCulture);
            if (one.Alone) Assert.Equal(own, most);
            else Assert.True(most >= own + 10, $"{one.Counted}: {most}");
        });
        // A quota that counts issuers refuses the tenant's own while it has just learnt of the kind.
        Assert.DoesNotContain(hard, entry => entry.Key.Contains("issuers", StringComparison.Ordinal));
    });

    [Theory, EveryStack]
    public void Every_namespace_of_a_tenant_has_an_issuer_with_an_account_key_and_class_of_its_own(PlannedStack stack)
    {
        Assert.Empty(stack.Plan.Objects("ClusterIssuer"));
        var certManager = stack.Plan.Named(PlanQueries.Release, "cert-manager").Urn;
        ForEachNamespace(stack, (tenant, objects) =>
        {
            var issuer = Single(objects, "Issuer");
            Assert.Equal(new TenantNames(tenant).Issuer, issuer.ObjectName());
            Assert.Contains(certManager, stack.Plan.Before(issuer));
            if (stack.Settings.Cluster.Certificates.Issuer is CertificateAuthority.SelfSigned)
            {
                Assert.Equal("""{"selfSigned":{}}""", issuer.At("spec")!.ToJsonString());
                return;
            }

            Assert.Contains(tenant, issuer.At("spec", "acme", "privateKeySecretRef", "name")!.GetValue<string>(), StringComparison.Ordinal);
            var solver = Assert.Single(issuer.At("spec", "acme", "solvers")!.AsArray()).At("http01", "ingress");
            Assert.Equal(
                stack.Plan.Family(tenant).Single(resource => resource.Text("kind") == "IngressClass").ObjectName(),
                solver.At("ingressClassName")!.GetValue<string>());
            Assert.Equal("ClusterIP", solver.At("serviceType")!.GetValue<string>());
        });
    }

    [Theory, EveryStack]
    public void Every_object_of_a_tenant_says_whose_it_is(PlannedStack stack) => ForEachTenant(stack, (tenant, family) => Assert.All(
        family.Where(PlanQueries.IsObject),
        resource => Assert.Equal(tenant, resource.At("metadata", "labels", TenantLabels.OwnerKey)!.GetValue<string>())));

    private static void ForEachTenant(PlannedStack stack, Action<string, PlannedResource[]> assert) =>
        Assert.All(stack.Settings.Tenants, tenant => assert(tenant.Name, [.. stack.Plan.Family(tenant.Name)]));

    /// <summary>The tenant, and the objects in one of its namespaces.</summary>
    private static void ForEachNamespace(PlannedStack stack, Action<string, PlannedResource[]> assert) => Assert.All(
        stack.Settings.Tenants.SelectMany(tenant => tenant.NamespaceNames().Select(ns => (tenant.Name, Namespace: ns))),
        place => assert(place.Name, [.. stack.Plan.Objects().Where(resource => resource.Namespace() == place.Namespace)]));

    private static PlannedResource Single(PlannedResource[] family, string kind) =>
        Assert.Single(family, resource => resource.IsObject() && resource.Text("kind") == kind);

    /// <summary>What the quotas of a namespace count together, and how much of it they leave.</summary>
    private static Dictionary<string, string> Counted(PlannedResource[] objects) => objects
        .Where(resource => resource.IsObject() && resource.Text("kind") == "ResourceQuota")
        .SelectMany(quota => quota.At("spec", "hard")!.AsObject())
        .ToDictionary(entry => entry.Key, entry => entry.Value!.GetValue<string>());

    private static IEnumerable<PlannedResource> Policies(PlannedResource[] family) =>
        family.Where(resource => resource.IsObject() && resource.Text("kind") == "NetworkPolicy");

    private static IEnumerable<JsonNode> Egress(PlannedResource policy) =>
        policy.At("spec", "egress")?.AsArray().Select(rule => rule!) ?? [];
}
