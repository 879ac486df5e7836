using System.Text.Json.Nodes;
using Infra.Components.Tenants;
using Infra.Planning;
using Infra.Stacks.Providers.HCloud;
using Infra.Tests.Settings;
using Xunit;

namespace Infra.Tests.Planning;

/// <summary>What tenants may do at the API, as whom, from where, and how their requests wait.</summary>
public sealed class AccessTests
{
    // Objects without a namespace, or whose writing reaches beyond it; kinds that may be read there are left out.
    private static readonly string[] NotTheirs =
    [
        "nodes", "persistentvolumes", "customresourcedefinitions", "clusterroles", "clusterrolebindings", "ingressclasses",
        "storageclasses", "priorityclasses", "certificatesigningrequests", "leases", "bindings", "pods/binding", "pods/proxy",
        "services/proxy", "nodes/proxy",
        "clusterissuers", "ipaddresspools", "l2advertisements", "bgpadvertisements",
    ];

    private static readonly string[] ReadOnly =
    [
        "endpoints", "endpointslices", "resourcequotas", "limitranges", "namespaces", "events", "issuers", "certificaterequests", "orders",
        "challenges", "replicasets",
    ];

    private static readonly string[] Reading = ["get", "list", "watch"];

    // Whom Kubernetes, K3s and the platform's charts know: what they ask for waits for no tenant.
    private static readonly (string Name, string[] Groups)[] OthersThanTenants =
    [
        ("system:serviceaccount:metallb-system:metallb-speaker", ["system:serviceaccounts", "system:serviceaccounts:metallb-system"]),
        ("system:serviceaccount:cert-manager:cert-manager", ["system:serviceaccounts", "system:serviceaccounts:cert-manager"]),
        ("system:k3s-controller", []),
        ("k3s-cloud-controller-manager", []),
        ("system:kube-proxy", []),
    ];

    [Theory, EveryStack]
    public void The_tenants_role_names_each_kind_and_each_verb_and_reaches_no_further_than_a_namespace(PlannedStack stack)
    {
        var rules = stack.Plan.Object("ClusterRole", null, "tenant").Inputs["rules"]!.AsArray();
        Assert.NotEmpty(rules);
        Assert.All(rules, rule =>
        {
            var (resources, verbs) = (rule.At("resources").Texts(), rule.At("verbs").Texts());
            Assert.DoesNotContain("*", resources.Concat(verbs).Concat(rule.At("apiGroups").Texts()));
            Assert.Empty(verbs.Intersect(["escalate", "bind", "impersonate", "approve", "sign"]));
            Assert.Empty(resources.Intersect(NotTheirs));
            if (verbs.Except(Reading).Any()) Assert.Empty(resources.Intersect(ReadOnly));
        });
    }

    [Theory, EveryStack]
    public void A_tenant_is_its_account_outside_of_its_namespace_and_its_people_and_nobody_else(PlannedStack stack) =>
        Assert.All(stack.Settings.Tenants, tenant =>
        {
            var account = stack.Plan.Object("ServiceAccount", "tenant-access", tenant.Name);
            Assert.False(account.At("automountServiceAccountToken")!.GetValue<bool>());
            var binding = stack.Plan.Object("RoleBinding", new TenantNames(tenant.Name).Namespace, "tenant");
            Assert.Equal(("ClusterRole", "tenant"), (Of(binding.At("roleRef"), "kind"), Of(binding.At("roleRef"), "name")));
            var prefix = stack.Settings.Cluster.Oidc?.Prefix;
            string[] expected =
            [
                $"ServiceAccount tenant-access/{tenant.Name}",
                .. tenant.Access.Groups.Select(group => $"Group {prefix}{group}"),
                .. tenant.Access.Users.Select(user => $"User {prefix}{user}"),
            ];
            Assert.Equal(expected, Subjects(binding));
        });

    [Theory, EveryStack]
    public void No_binding_names_a_tenant_in_anothers_namespace_or_anybody_of_Kubernetes_own(PlannedStack stack) => Assert.All(
        stack.Plan.Objects("RoleBinding").Concat(stack.Plan.Objects("ClusterRoleBinding")), binding =>
        {
            var tenant = Of(binding.At("metadata", "labels"), "infra/tenant");
            Assert.All(Subjects(binding).Where(subject => subject.StartsWith("ServiceAccount", StringComparison.Ordinal)), subject =>
                Assert.Contains(subject, new[]
                {
                    $"ServiceAccount tenant-access/{tenant}", $"ServiceAccount {new TenantNames(tenant).Namespace}/ingress-controller",
                }));
            Assert.DoesNotContain(Subjects(binding), subject => subject.Split(' ', 2)[1].StartsWith("system:", StringComparison.Ordinal));
        });

    [Theory, EveryStack]
    public void A_token_is_made_for_the_tenants_account_by_Kubernetes_after_the_account(PlannedStack stack)
    {
        Assert.Equal(stack.Settings.Tenants.Length, stack.Plan.Objects("Secret").Count());
        Assert.All(stack.Settings.Tenants, tenant =>
        {
            var token = stack.Plan.Object("Secret", "tenant-access", $"{tenant.Name}.{tenant.Access.Token}");
            Assert.Equal("kubernetes.io/service-account-token", token.Text("type"));
            Assert.Equal(tenant.Name, Of(token.At("metadata", "annotations"), "kubernetes.io/service-account.name"));
            Assert.Contains(stack.Plan.Object("ServiceAccount", "tenant-access", tenant.Name).Urn, stack.Plan.Before(token));
        });
    }

    [Fact]
    public void A_new_text_makes_a_new_token_and_changes_nothing_else()
    {
        var (before, after) = (Plan(SettingsText.Ssh()), Plan(SettingsText.Ssh().With("tenants[0].access", """{ "token": "2026-12" }""")));
        var changed = after.Resources.Where(resource =>
            resource.Readable.ToJsonString() != before.Resources.Single(old => old.Urn == resource.Urn).Readable.ToJsonString());
        Assert.Equal("tenant-a.2026-12", Assert.Single(changed).ObjectName());
    }

    [Theory, EveryStack]
    public void Tenants_wait_among_themselves_and_nobody_else_waits_for_them(PlannedStack stack)
    {
        Assert.All(OthersThanTenants, other => Assert.NotEqual("infra-tenants", Level(stack, other.Name, other.Groups)));
        Assert.All(stack.Settings.Tenants, tenant =>
        {
            var ns = new TenantNames(tenant.Name).Namespace;
            string[] accounts = [$"tenant-access:{tenant.Name}", $"{ns}:default", $"{ns}:ingress-controller"];
            Assert.All(accounts, account => Assert.Equal("infra-tenants", Level(stack, $"system:serviceaccount:{account}",
                ["system:serviceaccounts", $"system:serviceaccounts:{account.Split(':')[0]}"])));
        });
        Assert.Equal("infra-tenants", Level(stack, "oidc:anna@example.com", ["oidc:developers"]));
        var level = stack.Plan.Object("PriorityLevelConfiguration", null, "infra-tenants").At("spec", "limited")!;
        Assert.Equal("Queue", level.At("limitResponse", "type")!.GetValue<string>());
        Assert.Equal("0", level.At("borrowingLimitPercent")!.ToJsonString());
        // All schemas tell users apart; a namespace is chosen by who asks.
        Assert.All(stack.Plan.Objects("FlowSchema"), schema =>
            Assert.Equal("ByUser", schema.At("spec", "distinguisherMethod", "type")!.GetValue<string>()));
    }

    [Theory, EveryStack]
    public void What_is_said_of_all_tenants_access_grows_with_none(PlannedStack stack)
    {
        var shared = stack.Plan.Family(stack.Plan.Named("infra:components:Access", "access"))
            .Where(resource => !resource.IsComponent).ToList();
        var other = PlannedStack.Dev.Plan;
        Assert.Equal(5, shared.Count);
        Assert.All(shared, resource =>
            Assert.Equal(other.Named(resource.Type, resource.Name).Readable.ToJsonString(), resource.Readable.ToJsonString()));
    }

    [Theory, EveryStack]
    public void Tenants_addresses_are_let_in_at_the_API_alone(PlannedStack stack)
    {
        var cluster = stack.Settings.Cluster;
        if (cluster.Provider.Word != "hcloud" || cluster.ControlPlane.OpenToTheWorld) return;
        var rules = stack.Plan.OfType(HCloudTypes.Firewall).SelectMany(firewall => firewall.At("rules")!.AsArray()
            .Select(rule => (Firewall: firewall.Name, Port: Of(rule, "port"), Sources: rule.At("sourceIps").Texts()))).ToList();
        var administrators = cluster.Administrators.Ranges.Select(range => range.ToString()).ToList();
        var tenants = stack.Settings.Tenants.SelectMany(tenant => tenant.Access.Ranges.Select(range => range.ToString()))
            .Distinct().ToList();
        var api = rules.Where(rule => rule is { Firewall: "network-control-plane", Port: "6443" }).SelectMany(rule => rule.Sources);
        Assert.Equal(administrators.Union(tenants).Order(StringComparer.Ordinal), api.Order(StringComparer.Ordinal));
        Assert.All(rules.Where(rule => rule.Port != "6443"), rule => Assert.Empty(rule.Sources.Intersect(tenants.Except(administrators))));
    }

    [Theory, EveryStack]
    public void Servers_take_the_identity_providers_tokens_if_there_is_one_and_anonymous_requests_never(PlannedStack stack)
    {
        var oidc = stack.Settings.Cluster.Oidc;
        var installs = stack.Plan.Servers.Select(server => stack.Plan.Named(PlanQueries.Command, $"{server.Name}-k3s"));
        Assert.All(installs, install =>
        {
            var parts = install.Readable["stdin"]!.GetValue<string>().Split("\n---\n");
            Assert.Equal(oidc is null ? 1 : 2, parts.Length);
            const string argument = "authentication-config=/etc/rancher/k3s/authentication.yaml";
            Assert.Equal(oidc is not null, parts[0].Contains(argument, StringComparison.Ordinal));
            if (oidc is null) return;
            Assert.Contains("anonymous:\n  enabled: false\n", parts[1], StringComparison.Ordinal);
            Assert.Contains($"url: {oidc.Issuer}\n", parts[1], StringComparison.Ordinal);
        });
        var agents = stack.Plan.Tenants.Select(tenant =>
            stack.Plan.Named(PlanQueries.Command, $"{stack.Settings.Cluster.Name}-{tenant.Name}-k3s"));
        Assert.DoesNotContain(agents, agent =>
            agent.Readable["stdin"]!.GetValue<string>().Contains("authentication", StringComparison.Ordinal));
    }

    private static Plan Plan(JsonObject settings) =>
        Planner.PlanAsync("infra", "access", settings.Load()).GetAwaiter().GetResult();

    // As the API server does: the first schema that fits, by precedence; Kubernetes' own that could fit these come after (9000, 9900).
    private static string Level(PlannedStack stack, string user, string[] groups)
    {
        var schema = stack.Plan.Objects("FlowSchema").OrderBy(schema => schema.At("spec", "matchingPrecedence")!.GetValue<long>())
            .First(schema => schema.At("spec", "rules")!.AsArray().SelectMany(rule => rule.At("subjects") as JsonArray ?? []).Any(subject =>
                Of(subject, "kind") switch
                {
                    "User" => Of(subject.At("user"), "name") == user,
                    "Group" => groups.Append("system:authenticated").Contains(Of(subject.At("group"), "name")),
                    _ => Of(subject.At("serviceAccount"), "name") == "*"
                        && user.Split(':') is ["system", "serviceaccount", var ns, _]
                        && ns == Of(subject.At("serviceAccount"), "namespace"),
                }));
        Assert.InRange(schema.At("spec", "matchingPrecedence")!.GetValue<long>(), 901, 8999);
        return Of(schema.At("spec", "priorityLevelConfiguration"), "name");
    }

    private static IEnumerable<string> Subjects(PlannedResource binding) => binding.Inputs["subjects"]!.AsArray().Select(subject =>
        $"{Of(subject, "kind")} {(subject.At("namespace") is { } ns ? $"{ns.GetValue<string>()}/" : "")}{Of(subject, "name")}");

    private static string Of(JsonNode? node, string key) => node.At(key)?.GetValue<string>() ?? "";
}
