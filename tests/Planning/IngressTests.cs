using System.Text.Json.Nodes;
using Infra.Components.Certificates;
using Infra.Components.Guards;
using Infra.Components.Ingress;
using Infra.Components.K3s;
using Infra.Components.Tenants;
using Infra.Planning;
using Infra.Stacks.Settings;
using Xunit;

namespace Infra.Tests.Planning;

public sealed class IngressTests
{
    [Theory, EveryStack]
    public void A_Service_takes_IPv6_where_the_tenants_address_is_one_and_only_there(PlannedStack stack) =>
        ForEachTenant(stack, (tenant, release) =>
        {
            var isIpv6 = stack.Plan.Tenants.Single(planned => planned.Name == tenant.Name).Address.Contains(':', StringComparison.Ordinal);
            var families = Service(release).Spec.At("ipFamilies").Texts();
            Assert.Equal(isIpv6 ? ["IPv6"] : [], families);
        });

    [Theory, EveryStack]
    public void A_controller_lives_in_its_tenants_first_namespace_and_sees_all_of_the_tenants_and_no_other(PlannedStack stack) =>
        ForEachTenant(stack, (tenant, release) =>
        {
            var own = tenant.NamespaceNames();
            Assert.Equal(own[0], release.Text("namespace"));
            var words = release.At("values").Leaves().SelectMany(leaf => leaf.Text.Split('=')[^1].Split(',')).ToList();
            Assert.All(own, ns => Assert.Contains(ns, words));
            var others = stack.Settings.Tenants.Where(other => other != tenant).SelectMany(TenantNamespaces.NamespaceNames);
            Assert.Empty(words.Intersect(others));
            // What a custom resource names may lie in any namespace.
            Assert.DoesNotContain(true, release.At("values").Flags("CRD|CustomResources"));
        });

    [Theory, EveryStack]
    public void Every_tenant_has_a_class_of_its_own_and_no_class_is_the_default(PlannedStack stack)
    {
        Assert.Equal(stack.Plan.Tenants.Length, stack.Plan.Objects("IngressClass").Count());
        Assert.All(stack.Plan.Objects("IngressClass"), ingressClass => Assert.Null(ingressClass.At("metadata", "annotations")));
        ForEachTenant(stack, (tenant, release) =>
        {
            var ingressClass = stack.Plan.Family(tenant.Name).Single(resource => resource.Text("kind") == "IngressClass");
            Assert.Equal(tenant.Ingress.ClassController, ingressClass.At("spec", "controller")!.GetValue<string>());
            Assert.Contains(release.At("values").Leaves(), leaf => leaf.Text == ingressClass.ObjectName());
            AssertOff(release.At("values").Flags("^ingressClass", "[dD]efault"));
        });
    }

    [Theory, EveryStack]
    public void A_controller_waits_for_its_node_class_announcement_guards_and_rights(PlannedStack stack) =>
        ForEachTenant(stack, (tenant, release) =>
        {
            var before = stack.Plan.Before(release);
            var node = $"{stack.Settings.Cluster.Name}-{tenant.Name}-register";
            Assert.Contains(stack.Plan.Named(PlanQueries.Command, node).Urn, before);
            string[] kinds =
            [
                "Namespace", "IngressClass", "IPAddressPool", stack.Settings.Cluster.Bgp is null ? "L2Advertisement" : "BGPAdvertisement",
                "ResourceQuota", "LimitRange", "NetworkPolicy", "ServiceAccount", "RoleBinding", "ClusterRoleBinding",
            ];
            foreach (var needed in Platform(stack, tenant).Where(resource => kinds.Contains(resource.Text("kind"))))
                Assert.Contains(needed.Urn, before);
        });

    [Theory, EveryStack]
    public void No_role_lets_a_controller_read_anything_of_other_namespaces(PlannedStack stack)
    {
        // What a controller gets in the whole cluster: objects without a namespace, and to read them only.
        Assert.All(stack.Plan.Objects("ClusterRoleBinding"), binding =>
        {
            var role = stack.Plan.Object("ClusterRole", null, binding.At("roleRef", "name")!.GetValue<string>());
            Assert.All(role.Inputs["rules"]!.AsArray(), rule =>
            {
                Assert.Empty(rule.At("resources").Texts().Except(["nodes", "ingressclasses"]));
                Assert.Empty(rule.At("verbs").Texts().Except(["get", "list", "watch"]));
            });
        });
        // In a tenant's namespace it writes nothing but events and the addresses of Ingresses.
        Assert.All(stack.Plan.Objects("RoleBinding").Where(binding => !IsAccess(binding)), binding =>
        {
            var role = stack.Plan.Object("ClusterRole", null, binding.At("roleRef", "name")!.GetValue<string>());
            var writing = role.Inputs["rules"]!.AsArray().Where(rule => rule.At("verbs").Texts().Except(["get", "list", "watch"]).Any());
            Assert.Empty(writing.SelectMany(rule => rule.At("resources").Texts()).Except(["events", "ingresses/status"]));
        });
        ForEachTenant(stack, (tenant, release) =>
        {
            var ns = new TenantNames(tenant.Name).Namespace;
            var bindings = Platform(stack, tenant)
                .Where(resource => resource.Text("kind") is "RoleBinding" or "ClusterRoleBinding")
                .ToList();
            Assert.Equal(
                tenant.NamespaceNames().Order(), bindings.Select(binding => binding.Namespace()).OfType<string>().Order());
            Assert.Single(bindings, binding => binding.Namespace() is null);
            var account = Account(release);
            Assert.All(bindings, binding =>
            {
                var subject = Assert.Single(binding.Inputs["subjects"]!.AsArray());
                Assert.Equal(ns, subject.At("namespace")!.GetValue<string>());
                Assert.Equal(account, subject.At("name")!.GetValue<string>());
            });
        });
        Assert.DoesNotContain(stack.Plan.Objects("ClusterRole").SelectMany(role => role.Inputs.Leaves()), leaf => leaf.Text == "*");
    }

    [Theory, EveryStack]
    public void A_tenants_release_makes_no_account_no_right_and_nothing_that_a_second_tenant_would_meet(PlannedStack stack) =>
        ForEachTenant(stack, (tenant, release) =>
        {
            var values = release.At("values");
            var account = Assert.Single(Platform(stack, tenant), resource => resource.Text("kind") == "ServiceAccount");
            Assert.Equal((new TenantNames(tenant.Name).Namespace, Account(release)), (account.Namespace(), account.ObjectName()));
            Assert.False(account.At("automountServiceAccountToken")!.GetValue<bool>());
            // What the charts would make in the whole cluster: classes, rights (F5's even without its ClusterRole), definitions of kinds.
            AssertOff(values.Flags("^rbac$", "^(create|enabled)$"));
            AssertOff(values.Flags("^ingressClass", "^(create|enabled)$"));
            Assert.True(release.At("skipCrds")!.GetValue<bool>());
        });

    [Theory, EveryStack]
    public void Helm_waits_for_every_pod_of_a_controller_and_takes_back_what_does_not_start(PlannedStack stack) =>
        ForEachTenant(stack, (tenant, release) =>
        {
            var values = release.At("values");
            Assert.Equal(1, Assert.Single(values.Under("replicas", "replicaCount")).GetValue<long>());
            var strategy = Assert.Single(values.Under("strategy", "updateStrategy"));
            // Helm counts a rolling update as done when all pods but maxUnavailable are ready.
            var maxUnavailable = strategy.At("type")!.GetValue<string>() == "Recreate"
                ? 0
                : strategy.At("rollingUpdate", "maxUnavailable")!.GetValue<long>();
            Assert.Equal(0, maxUnavailable);
            Assert.NotEqual("true", release.At("skipAwait")?.ToJsonString());
            Assert.True(release.At("atomic")!.GetValue<bool>());
            Assert.InRange(release.At("timeout")!.GetValue<long>(), 120, 600);
            // Each revision is a Secret that counts in the tenant's quota.
            Assert.InRange(release.At("maxHistory")!.GetValue<long>(), 2, 10);
        });

    [Theory, EveryStack]
    public void Every_container_of_a_controller_says_what_it_needs_and_the_quotas_description_says_it_too(PlannedStack stack) =>
        ForEachTenant(stack, (tenant, release) =>
        {
            var values = release.At("values");
            var containers = values.Under("resources", "initContainerResources");
            var quota = stack.Plan.Object("ResourceQuota", tenant.NamespaceNames()[0], "tenant-pods");
            var description = quota.At("metadata", "annotations", "kubernetes.io/description")!.GetValue<string>();
            Assert.All(containers, resources =>
            {
                Assert.NotNull(resources.At("limits", "memory"));
                Assert.Contains($"{resources.At("requests", "cpu")} CPU", description, StringComparison.Ordinal);
                Assert.Contains($"{resources.At("requests", "memory")} memory", description, StringComparison.Ordinal);
                // Disk is counted for all pods, whoever's they are, and may be used up.
                Assert.Equal("0", resources.At("requests", "ephemeral-storage")!.GetValue<string>());
            });
        });

    [Theory, EveryStack]
    public void Requests_over_HTTP_are_sent_on_to_HTTPS_unless_the_tenant_does_without_and_challenges_are_answered(PlannedStack stack) =>
        ForEachTenant(stack, (tenant, release) =>
        {
            var values = release.At("values");
            var (redirects, letsChallengesIn) = tenant.Ingress.Word switch
            {
                "traefik" => (
                    values.At("ports", "web", "http", "redirections", "entryPoint", "to")?.GetValue<string>() == "websecure",
                    values.At("ports", "web", "allowACMEByPass")?.GetValue<bool>() ?? false),
                // By what cert-manager adds to an Ingress in which it answers itself: a certificate of a few minutes.
                "nginx" => (
                    values.At("controller", "config", "entries", "ssl-redirect")!.GetValue<string>() == "true",
                    tenant.Ingress.NeedsEditInPlace),
                var other => throw new InvalidOperationException($"how does {other} redirect?"),
            };
            Assert.Equal(tenant.RedirectToHttps, redirects);
            if (redirects) Assert.True(letsChallengesIn);
        });

    [Theory, EveryStack]
    public void The_plan_says_what_a_tenants_Ingresses_need_for_their_certificates(PlannedStack stack)
    {
        var isAcme = stack.Settings.Cluster.Certificates.Issuer is not CertificateAuthority.SelfSigned;
        var guarded = GuardSet.AddsWhatIsMissing(K3sVersion.Parse(stack.Settings.Cluster.K3sVersion));
        Assert.All(IngressControllers.All, controller => Assert.Equal(
            isAcme && controller.NeedsEditInPlace && !guarded && stack.Settings.Tenants.Any(tenant => tenant.Ingress == controller),
            stack.Plan.Hints.Any(hint => hint.StartsWith($"Ingresses of {controller.Word} tenants need ", StringComparison.Ordinal)
                && hint.Contains("acme.cert-manager.io/http01-edit-in-place: \"true\"", StringComparison.Ordinal))));
    }

    [Fact]
    public void Before_Kubernetes_1_36_the_plan_says_what_Ingresses_need_and_nothing_is_added()
    {
        var settings = PlannedStack.Dev.Settings;
        var old = new PlannedStack("dev", settings with { Cluster = settings.Cluster with { K3sVersion = "v1.35.9+k3s1" } });
        The_plan_says_what_a_tenants_Ingresses_need_for_their_certificates(old);
        Assert.Contains(old.Plan.Hints, hint => hint.Contains("acme.cert-manager.io/http01-edit-in-place", StringComparison.Ordinal));
        Assert.Empty(old.Plan.Objects("MutatingAdmissionPolicy"));
        Assert.NotEmpty(old.Plan.Objects("ValidatingAdmissionPolicy"));
    }

    private static void AssertOff(IEnumerable<bool> flags) => Assert.Equal([false], flags.Distinct());

    private static string Account(PlannedResource release) =>
        Assert.Single(release.At("values").Under("serviceAccount")).At("name")!.GetValue<string>();

    // What is of the tenant's but its access to the API, which no controller needs.
    private static IEnumerable<PlannedResource> Platform(PlannedStack stack, TenantSettings tenant) =>
        stack.Plan.Family(tenant.Name).Where(resource => !IsAccess(resource));

    private static bool IsAccess(PlannedResource resource) => resource.IsObject()
        && (resource.Namespace() == "tenant-access" || (resource.Text("kind") == "RoleBinding" && resource.ObjectName() == "tenant"));

    private static void ForEachTenant(PlannedStack stack, Action<TenantSettings, PlannedResource> assert) =>
        Assert.All(stack.Settings.Tenants, tenant =>
            assert(tenant, Assert.Single(stack.Plan.Family(tenant.Name), resource => resource.Type == PlanQueries.Release)));

    private static (JsonNode Spec, JsonNode Annotations) Service(PlannedResource release)
    {
        var service = Assert.Single(release.At("values").Under("service"));
        return (Assert.Single(service.Parts(), part => part.Value is JsonObject map && map.ContainsKey("externalTrafficPolicy")).Value,
            Assert.Single(service.Under("annotations")));
    }
}
