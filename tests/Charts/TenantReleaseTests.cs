using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Infra.Components.Ingress;
using Infra.Components.Kubernetes;
using Infra.Components.Tenants;
using Infra.Planning;
using Infra.Stacks.Settings;
using Infra.Tests.Planning;
using Infra.Verifying.Platform;
using Xunit;

namespace Infra.Tests.Charts;

/// <summary>What the ingress controllers' charts make of their values, beside what the plan has in the tenant's namespace.</summary>
public sealed class TenantReleaseTests
{
    private const string NodeKey = TenantLabels.NodeKey;

    [RenderedTheory, EveryStack]
    public void A_tenants_release_holds_nothing_but_objects_of_its_own_namespace(PlannedStack stack) =>
        ForEachTenant(stack, (tenant, release) => Assert.All(release.Objects, made =>
        {
            Assert.True(made.Namespaced, $"{made} isn't an object of a namespace");
            Assert.Equal(new TenantNames(tenant.Name).Namespace, made.Namespace);
        }));

    [RenderedTheory, EveryStack]
    public void Its_pods_run_on_the_tenants_node_and_nowhere_else(PlannedStack stack) => ForEachTenant(stack, (tenant, release) =>
        Assert.All(release.Workloads, workload =>
        {
            var pod = workload.Pod!["spec"]!;
            Assert.Equal(tenant.Name, (string)Assert.Single(pod["nodeSelector"]!.AsObject(), entry => entry.Key == NodeKey).Value!);
            var toleration = Assert.Single(pod["tolerations"]!.AsArray())!;
            Assert.Equal(NodeKey, (string)toleration["key"]!);
            Assert.Equal(tenant.Name, (string)toleration["value"]!);
            Assert.Null(pod["affinity"]);
            Assert.Null(pod["priorityClassName"]);
        }));

    [RenderedTheory, EveryStack]
    public void Its_pods_run_as_the_account_that_the_program_makes_and_gives_rights_to(PlannedStack stack) =>
        ForEachTenant(stack, (tenant, release) =>
        {
            var account = Assert.Single(Planned(stack, tenant, "ServiceAccount"), made => made.Namespace() == release.Namespace);
            Assert.All(release.Workloads, workload =>
            {
                var pod = workload.Pod!["spec"]!;
                Assert.Equal(account.ObjectName(), (string?)pod["serviceAccountName"]);
                // The account itself hands no token out.
                Assert.True((bool)pod["automountServiceAccountToken"]!);
            });
            string[] rights = ["ServiceAccount", "Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"];
            Assert.DoesNotContain(release.Objects, made => rights.Contains(made.Kind));
        });

    [RenderedTheory, EveryStack]
    public void Its_arguments_name_the_tenants_class_where_verify_looks_for_it(PlannedStack stack) => ForEachTenant(stack,
        (tenant, release) => Assert.Equal(
            [Assert.Single(Planned(stack, tenant, "IngressClass")).ObjectName()],
            ControllerCheck.Classes(Assert.Single(release.Workloads).Value)));

    [RenderedTheory, EveryStack]
    public void Its_Deployment_is_called_as_the_guards_know_it(PlannedStack stack) => ForEachTenant(stack, (tenant, release) =>
    {
        var deployment = Assert.Single(release.Workloads);
        Assert.Equal(("Deployment", tenant.Ingress.Deployment), (deployment.Kind, deployment.Name));
    });

    [RenderedTheory, EveryStack]
    public void It_requests_what_its_quota_says_and_one_pod_is_all_that_ever_runs(PlannedStack stack) =>
        ForEachTenant(stack, (tenant, release) =>
        {
            var defaults = Assert.Single(Planned(stack, tenant, "LimitRange")).At("spec", "limits")![0]!;
            var workload = Assert.Single(release.Workloads);
            Assert.Equal(1, (long)workload.Value.At("spec", "replicas")!);
            Assert.Equal("Recreate", (string?)workload.Value.At("spec", "strategy", "type"));

            var cpu = Requested(workload.Pod!["spec"]!, "cpu", defaults);
            var memory = Requested(workload.Pod["spec"]!, "memory", defaults);
            var (cpuSaid, memorySaid) = (IngressSpecification.Cpu, $"{tenant.Ingress.MemoryMi}Mi");
            Assert.Equal(Quantity.Of(cpuSaid), cpu);
            Assert.Equal(Quantity.Of(memorySaid), memory);
            Assert.Contains(
                $"{cpuSaid} CPU and {memorySaid} memory",
                Planned(stack, tenant, "ResourceQuota").Single(quota => quota.ObjectName() == "tenant-pods")
                    .At("metadata", "annotations")!.ToJsonString(),
                StringComparison.Ordinal);
            // A limit below the request would be refused.
            Assert.All(PodSecurityRules.Containers(workload.Pod["spec"]!), container => Assert.True(
                container.At("resources", "limits", "memory") is not { } most
                || Quantity.Of(most) >= Quantity.Of(container.At("resources", "requests", "memory")!)));
        });

    [RenderedTheory, EveryStack]
    public void Its_objects_fit_the_counts_of_the_quota(PlannedStack stack) => ForEachTenant(stack, (tenant, release) =>
    {
        var quota = Planned(stack, tenant, "ResourceQuota").Single(planned => planned.ObjectName() == "tenant");
        (string Kind, string Counted)[] counts =
        [
            ("ConfigMap", "configmaps"), ("Secret", "secrets"), ("Service", "services"), ("Deployment", "count/deployments.apps"),
            ("DaemonSet", "count/daemonsets.apps"), ("Lease", "count/leases.coordination.k8s.io"),
            ("PersistentVolumeClaim", "persistentvolumeclaims"),
        ];
        Assert.All(release.Objects.GroupBy(made => made.Kind), made =>
        {
            var counted = Assert.Single(counts, count => count.Kind == made.Key).Counted;
            Assert.True(made.Count() <= Quantity.Of(quota.At("spec", "hard", counted)!), counted);
        });
        Assert.Single(release.Objects, made => (string?)made.Value.At("spec", "type") == "LoadBalancer");
        Assert.DoesNotContain(
            release.Objects.SelectMany(made => made.Value.At("spec", "ports") as JsonArray ?? []),
            port => port!["nodePort"] is not null);
    });

    [RenderedTheory, EveryStack]
    public void The_policy_that_opens_the_controller_selects_its_pods_and_opens_the_ports_that_its_Service_leads_to(PlannedStack stack) =>
        ForEachTenant(stack, (tenant, release) =>
        {
            var policy = Assert.Single(
                Planned(stack, tenant, "NetworkPolicy"), one => one.At("spec", "podSelector")!.AsObject().Count > 0);
            var pod = Assert.Single(release.Workloads).Pod!;
            Assert.Equal(release.Namespace, policy.Namespace());
            Assert.True(Selects(policy.At("spec", "podSelector", "matchLabels"), pod));

            var service = Assert.Single(release.Objects, made => made.Kind == "Service").Value;
            Assert.True(Selects(service.At("spec", "selector"), pod));
            var open = policy.At("spec", "ingress")![0]!["ports"]!.AsArray().Select(port => (long)port!["port"]!);
            Assert.Equal(open.Order(), Targets(service, pod).Order());
        });

    [RenderedTheory, EveryStack]
    public void Cert_manager_reaches_the_controllers_pods_at_the_ports_that_its_Service_leads_to(PlannedStack stack)
    {
        var egress = new PodEgress(stack.Plan.Objects("NetworkPolicy").Where(policy => policy.Namespace() == "cert-manager"));
        ForEachTenant(stack, (_, release) =>
        {
            var ns = stack.Plan.Object("Namespace", null, release.Namespace).At("metadata", "labels")!.AsObject();
            var pod = Assert.Single(release.Workloads).Pod!;
            var place = new PodPlace(release.Namespace, ns, pod.At("metadata", "labels")!.AsObject());
            var targets = Targets(Assert.Single(release.Objects, made => made.Kind == "Service").Value, pod).ToList();
            Assert.Equal(2, targets.Count);
            Assert.All(targets, port => Assert.True(egress.ReachesPods(place, (int)port), $"{port}"));
        });
    }

    [RenderedTheory, EveryStack]
    public void It_watches_its_tenants_namespaces_and_class(PlannedStack stack) => ForEachTenant(stack, (tenant, release) =>
    {
        var ingressClass = Assert.Single(Planned(stack, tenant, "IngressClass")).ObjectName();
        var containers = Assert.Single(release.Workloads).Pod!.At("spec", "containers")!.AsArray();
        // A list in one argument, or an argument each.
        var words = containers.SelectMany(container => container!["args"].Texts())
            .SelectMany(argument => argument.Split('=')[^1].Split(','));
        Assert.Empty(tenant.NamespaceNames().Append(ingressClass).Except(words));
    });

    [RenderedFact]
    public void All_this_holds_for_random_stacks() => Planning.Stacks.Random.Sample(
        settings =>
        {
            var stack = PlannedStack.Of("random", settings);
            Action<PlannedStack>[] invariants =
            [
                A_tenants_release_holds_nothing_but_objects_of_its_own_namespace, Its_pods_run_on_the_tenants_node_and_nowhere_else,
                Its_pods_run_as_the_account_that_the_program_makes_and_gives_rights_to,
                It_requests_what_its_quota_says_and_one_pod_is_all_that_ever_runs, Its_objects_fit_the_counts_of_the_quota,
                The_policy_that_opens_the_controller_selects_its_pods_and_opens_the_ports_that_its_Service_leads_to,
                Cert_manager_reaches_the_controllers_pods_at_the_ports_that_its_Service_leads_to,
                It_watches_its_tenants_namespaces_and_class,
            ];
            foreach (var invariant in invariants) invariant(stack);
        },
        iter: 4,
        threads: 1,
        print: settings => settings.ToJsonString());

    private static void ForEachTenant(PlannedStack stack, Action<TenantSettings, RenderedRelease> assert) =>
        Assert.All(stack.Settings.Tenants, tenant => assert(tenant, RenderedRelease.OfTenant(stack, tenant.Name)));

    /// <summary>The tenant's objects of a kind, without those of its further namespaces.</summary>
    private static IEnumerable<PlannedResource> Planned(PlannedStack stack, TenantSettings tenant, string kind) =>
        stack.Plan.Family(tenant.Name).Where(resource => resource.IsObject() && resource.Text("kind") == kind
            && !tenant.NamespaceNames().Skip(1).Contains(resource.Namespace()));

    private static bool Selects(JsonNode? labels, JsonNode pod) =>
        labels!.AsObject().All(label => (string?)pod.At("metadata", "labels", label.Key) == (string?)label.Value);

    /// <summary>The ports of a pod that a Service leads to.</summary>
    private static IEnumerable<long> Targets(JsonNode service, JsonNode pod) =>
        service.At("spec", "ports")!.AsArray().Select(port => PortOf(pod["spec"]!, port!["targetPort"] ?? port["port"]!));

    /// <summary>What a pod counts with in a quota: all its containers, or the one that comes first and requests more.</summary>
    private static decimal Requested(JsonNode pod, string amount, JsonNode defaults)
    {
        var together = Amounts("containers").Sum();
        return Amounts("initContainers").Append(together).Max();

        IEnumerable<decimal> Amounts(string list) => (pod[list]?.AsArray() ?? []).Select(container =>
            Quantity.Of(container.At("resources", "requests", amount) ?? defaults.At("defaultRequest", amount)!));
    }

    private static long PortOf(JsonNode pod, JsonNode port) => port.GetValueKind() == JsonValueKind.Number
        ? (long)port
        : (long)pod["containers"]!.AsArray().SelectMany(container => container!["ports"]!.AsArray())
            .Single(named => (string?)named!["name"] == (string?)port)!["containerPort"]!;
}
