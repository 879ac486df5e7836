using System.Text.Json.Nodes;
using Infra.Components.Certificates;
using Infra.Components.Ingress;
using Infra.Components.Tenants;
using Infra.Planning;
using Infra.Stacks.Settings;
using Xunit;

namespace Infra.Tests.Planning;

public sealed class IngressTests
{
    [Theory, EveryStack]
    public void Every_ingress_Service_asks_for_its_own_tenants_pool_and_keeps_the_clients_address(PlannedStack stack) =>
        ForEachTenant(stack, (tenant, release) =>
        {
            var (spec, annotations) = Service(tenant, release);
            var pool = stack.Plan.Family(tenant.Name).Single(resource => resource.Text("kind") == "IPAddressPool");
            Assert.Equal($$"""{"metallb.io/address-pool":"{{pool.ObjectName()}}"}""", annotations!.ToJsonString());
            Assert.Equal("LoadBalancer", spec.At("type")!.GetValue<string>());
            Assert.Equal("Local", spec.At("externalTrafficPolicy")!.GetValue<string>());
            Assert.False(spec.At("allocateLoadBalancerNodePorts")!.GetValue<bool>());
            // Another way to ask for an address would pass by the pool.
            Assert.True(string.IsNullOrEmpty(spec.At("loadBalancerIP")?.GetValue<string>()));
        });

    [Theory, EveryStack]
    public void A_Service_takes_IPv6_where_the_tenants_address_is_one_and_only_there(PlannedStack stack) =>
        ForEachTenant(stack, (tenant, release) =>
        {
            var isIpv6 = stack.Plan.Tenants.Single(planned => planned.Name == tenant.Name).Address.Contains(':', StringComparison.Ordinal);
            var families = Service(tenant, release).Spec.At("ipFamilies").Texts();
            Assert.Equal(isIpv6 ? ["IPv6"] : [], families);
        });

    [Theory, EveryStack]
    public void A_controller_lives_in_its_tenants_namespace_and_sees_no_other(PlannedStack stack) =>
        ForEachTenant(stack, (tenant, release) =>
        {
            var ns = new TenantNames(tenant.Name).Namespace;
            Assert.Equal(ns, release.Text("namespace"));
            if (tenant.Ingress is IngressController.Nginx)
            {
                Assert.Equal(ns, release.At("values", "controller", "watchNamespace")!.GetValue<string>());
            }
            else
            {
                Assert.Equal([ns], release.At("values", "providers", "kubernetesIngress", "namespaces").Texts());
                Assert.False(release.At("values", "providers", "kubernetesCRD", "enabled")!.GetValue<bool>());
            }
        });

    [Theory, EveryStack]
    public void Every_tenant_has_a_class_of_its_own_and_no_class_is_the_default(PlannedStack stack)
    {
        Assert.Equal(stack.Plan.Tenants.Length, stack.Plan.Objects("IngressClass").Count());
        Assert.All(stack.Plan.Objects("IngressClass"), ingressClass => Assert.Null(ingressClass.At("metadata", "annotations")));
        ForEachTenant(stack, (tenant, release) =>
        {
            var ingressClass = stack.Plan.Family(tenant.Name).Single(resource => resource.Text("kind") == "IngressClass");
            var isNginx = tenant.Ingress is IngressController.Nginx;
            Assert.Equal(
                isNginx ? "nginx.org/ingress-controller" : "traefik.io/ingress-controller",
                ingressClass.At("spec", "controller")!.GetValue<string>());
            var served = isNginx
                ? release.At("values", "controller", "ingressClass", "name")
                : release.At("values", "providers", "kubernetesIngress", "ingressClass");
            Assert.Equal(ingressClass.ObjectName(), served!.GetValue<string>());
            var isDefault = isNginx
                ? release.At("values", "controller", "ingressClass", "setAsDefaultIngress")
                : release.At("values", "ingressClass", "isDefaultClass");
            Assert.False(isDefault!.GetValue<bool>());
        });
    }

    [Theory, EveryStack]
    public void A_controller_runs_on_its_tenants_node_and_tolerates_that_nodes_taint_alone(PlannedStack stack) =>
        ForEachTenant(stack, (tenant, release) =>
        {
            var pod = tenant.Ingress is IngressController.Nginx ? release.At("values", "controller") : release.At("values");
            Assert.Equal($$"""{"node-restriction.kubernetes.io/tenant":"{{tenant.Name}}"}""", pod.At("nodeSelector")!.ToJsonString());
            Assert.Equal(
                $$"""[{"key":"node-restriction.kubernetes.io/tenant","operator":"Equal","value":"{{tenant.Name}}"}]""",
                pod.At("tolerations")!.ToJsonString());
        });

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
            foreach (var needed in stack.Plan.Family(tenant.Name).Where(resource => kinds.Contains(resource.Text("kind"))))
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
        Assert.All(stack.Plan.Objects("RoleBinding"), binding =>
        {
            var role = stack.Plan.Object("ClusterRole", null, binding.At("roleRef", "name")!.GetValue<string>());
            var writing = role.Inputs["rules"]!.AsArray().Where(rule => rule.At("verbs").Texts().Except(["get", "list", "watch"]).Any());
            Assert.Empty(writing.SelectMany(rule => rule.At("resources").Texts()).Except(["events", "ingresses/status"]));
        });
        ForEachTenant(stack, (tenant, release) =>
        {
            var ns = new TenantNames(tenant.Name).Namespace;
            var bindings = stack.Plan.Family(tenant.Name)
                .Where(resource => resource.Text("kind") is "RoleBinding" or "ClusterRoleBinding")
                .ToList();
            Assert.Equal(2, bindings.Count);
            var account = Account(tenant, release);
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
            var account = Assert.Single(stack.Plan.Family(tenant.Name), resource => resource.Text("kind") == "ServiceAccount");
            Assert.Equal((new TenantNames(tenant.Name).Namespace, Account(tenant, release)), (account.Namespace(), account.ObjectName()));
            Assert.False(account.At("automountServiceAccountToken")!.GetValue<bool>());
            // What the charts would make in the whole cluster: classes, rights (F5's even without its ClusterRole), definitions of kinds.
            var isNginx = tenant.Ingress is IngressController.Nginx;
            Assert.False(values.At("rbac", isNginx ? "create" : "enabled")!.GetValue<bool>());
            Assert.False((isNginx ? values.At("controller", "ingressClass", "create") : values.At("ingressClass", "enabled"))!.GetValue<bool>());
            Assert.True(release.At("skipCrds")!.GetValue<bool>());
        });

    [Theory, EveryStack]
    public void Helm_waits_for_every_pod_of_a_controller_and_takes_back_what_does_not_start(PlannedStack stack) =>
        ForEachTenant(stack, (tenant, release) =>
        {
            var values = release.At("values");
            var (strategy, replicas) = tenant.Ingress is IngressController.Nginx
                ? (values.At("controller", "strategy"), values.At("controller", "replicaCount"))
                : (values.At("updateStrategy"), values.At("deployment", "replicas"));
            Assert.Equal(1, replicas!.GetValue<long>());
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
            var containers = tenant.Ingress is IngressController.Nginx
                ? new[] { values.At("controller", "resources"), values.At("controller", "initContainerResources") }
                : [values.At("resources")];
            var quota = Assert.Single(stack.Plan.Family(tenant.Name), resource => resource.Text("kind") == "ResourceQuota");
            var description = quota.At("metadata", "annotations", "kubernetes.io/description")!.GetValue<string>();
            Assert.All(containers, resources =>
            {
                Assert.NotNull(resources.At("limits", "memory"));
                Assert.Contains($"{resources.At("requests", "cpu")} CPU", description, StringComparison.Ordinal);
                Assert.Contains($"{resources.At("requests", "memory")} memory", description, StringComparison.Ordinal);
            });
        });

    [Theory, EveryStack]
    public void The_plan_says_what_an_nginx_tenant_needs_for_its_certificates(PlannedStack stack)
    {
        var isNeeded = stack.Settings.Cluster.Certificates.Issuer is not CertificateAuthority.SelfSigned
            && stack.Settings.Tenants.Any(tenant => tenant.Ingress is IngressController.Nginx);
        Assert.Equal(isNeeded, stack.Plan.Hints.Any(hint =>
            hint.Contains("acme.cert-manager.io/http01-edit-in-place: \"true\"", StringComparison.Ordinal)));
    }

    private static string Account(TenantSettings tenant, PlannedResource release) => (tenant.Ingress is IngressController.Nginx
        ? release.At("values", "controller", "serviceAccount", "name")
        : release.At("values", "serviceAccount", "name"))!.GetValue<string>();

    private static void ForEachTenant(PlannedStack stack, Action<TenantSettings, PlannedResource> assert) =>
        Assert.All(stack.Settings.Tenants, tenant =>
            assert(tenant, Assert.Single(stack.Plan.Family(tenant.Name), resource => resource.Type == PlanQueries.Release)));

    private static (JsonNode Spec, JsonNode? Annotations) Service(TenantSettings tenant, PlannedResource release)
    {
        if (tenant.Ingress is IngressController.Nginx)
        {
            var service = release.At("values", "controller", "service")!;
            return (service, service.At("annotations"));
        }

        return (release.At("values", "service", "spec")!, release.At("values", "service", "annotations"));
    }
}
