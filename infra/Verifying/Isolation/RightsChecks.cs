using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Components.Access;
using Infra.Conformance;
using Infra.Planning;

namespace Infra.Verifying.Isolation;

/// <summary>What tenants' own accounts may do, and where.</summary>
internal static class RightsChecks
{
    private const string Group = "isolation";
    private const string Rbac = "rbac.authorization.k8s.io";
    private const string Fix = "find the binding that gives it: 'kubectl get rolebindings,clusterrolebindings -A -o wide', and delete it";

    private const string Any = "any tenant's";

    // A namespace in which nobody gives a tenant anything: what it may do there, it may do everywhere.
    private const string Elsewhere = "default";

    // Examples that the rules of roles don't tell, as other authorizers could allow them.
    private static readonly (string Verb, string Group, string Resource)[] ClusterWide =
    [
        ("list", "", "nodes"),
        ("patch", "", "nodes/status"),
        ("get", "", "nodes/proxy"),
        ("list", "", "namespaces"),
        ("create", "", "namespaces"),
        ("list", "", "secrets"),
        ("create", "", "persistentvolumes"),
        ("impersonate", "", "users"),
        ("create", Rbac, "clusterrolebindings"),
        ("update", "admissionregistration.k8s.io", "validatingadmissionpolicies"),
        ("create", "admissionregistration.k8s.io", "mutatingwebhookconfigurations"),
        ("create", "apiextensions.k8s.io", "customresourcedefinitions"),
        ("create", "certificates.k8s.io", "certificatesigningrequests"),
        ("create", "scheduling.k8s.io", "priorityclasses"),
        ("create", "cert-manager.io", "clusterissuers"),
    ];

    public static ImmutableArray<LiveCheck> All { get; } =
    [
        new("cluster-wide-resources-closed", Group, "No tenant has rights to what belongs to the whole cluster.")
        {
            Benchmarks = ["MTB-PL1-CC-CPI-1"],
            Probes = cluster => cluster.ForEachTenant((tenant, cancellation) => FindClusterWideAsync(cluster, tenant, cancellation)),
        },
        new("other-namespaces-closed", Group, "No tenant has rights in another's namespaces or in the platform's.")
        {
            Benchmarks = ["MTB-PL1-CC-TI-2"],
            Probes = cluster => cluster.ForEachTenant((tenant, cancellation) => FindElsewhereAsync(cluster, tenant, cancellation)),
        },
        new("rights-named-one-by-one", Group,
            "No tenant has a right that a wildcard gives, or one to bind or impersonate what it doesn't have.")
        {
            Probes = cluster => cluster.ForEachNamespace((tenant, ns, cancellation) => FindWildAsync(cluster, tenant, ns, cancellation)),
        },
        new("bindings-as-planned", Group,
            "No binding gives rights to tenants' accounts but those of the program, and those that tenants make at home.")
        {
            Probes = cluster =>
            [
                new Probe("RoleBindings", cancellation => FindBindingsAsync(cluster, "RoleBinding", cancellation)),
                new Probe("ClusterRoleBindings", cancellation => FindBindingsAsync(cluster, "ClusterRoleBinding", cancellation)),
            ],
        },
        AttackCheck.OfTenants("rights-not-raised", "No tenant gives itself, or its pods, more rights than it has.", target =>
        [
            new("a binding to cluster-admin", target.Create($"{Rbac}/v1", "RoleBinding", new JsonObject
            {
                ["roleRef"] = new JsonObject { ["apiGroup"] = Rbac, ["kind"] = "ClusterRole", ["name"] = "cluster-admin" },
                ["subjects"] = new JsonArray(
                    new JsonObject { ["kind"] = "ServiceAccount", ["name"] = "default", ["namespace"] = target.Namespace }),
            }), Refusal.Escalation),
            new("a role that may do everything", target.Create($"{Rbac}/v1", "Role", new JsonObject
            {
                ["rules"] = new JsonArray(new JsonObject
                {
                    ["apiGroups"] = new JsonArray("*"),
                    ["resources"] = new JsonArray("*"),
                    ["verbs"] = new JsonArray("*"),
                }),
            }), Refusal.Escalation),
        ]),
    ];

    private static async Task<IEnumerable<Observation>> FindClusterWideAsync(
        LiveCluster cluster, LiveTenant tenant, CancellationToken cancellation)
    {
        var rights = await RightsReview.OfAsync(cluster, tenant.Identity, Elsewhere, cancellation).ConfigureAwait(false);
        var seen = new List<Observation>();
        seen.AddRange(rights.Select(right => new Fault($"tenant {tenant.Name}", $"may {right} in the whole cluster", Fix)));
        foreach (var (verb, group, resource) in ClusterWide)
        {
            if (await AccessReview
                .MayAsync(cluster, tenant.Identity, verb, group, resource, null, null, cancellation).ConfigureAwait(false))
                seen.Add(new Fault($"tenant {tenant.Name}", $"may {new Right(verb, group, resource)} in the whole cluster", Fix));
        }

        return seen.Distinct();
    }

    private static async Task<IEnumerable<Observation>> FindElsewhereAsync(
        LiveCluster cluster, LiveTenant tenant, CancellationToken cancellation)
    {
        var seen = new List<Observation>();
        var neighbours = cluster.NeighbourOf(tenant)?.Namespaces ?? [];
        foreach (var ns in cluster.PlatformNamespaces.Append(AccessComponent.AccountNamespace).Distinct().Concat(neighbours))
        {
            var rights = await RightsReview.OfAsync(cluster, tenant.Identity, ns, cancellation).ConfigureAwait(false);
            seen.AddRange(rights.Select(right => new Fault($"tenant {tenant.Name}", $"may {right} in namespace {ns}", Fix)));
        }

        return seen;
    }

    private static async Task<IEnumerable<Observation>> FindWildAsync(
        LiveCluster cluster, LiveTenant tenant, string ns, CancellationToken cancellation) =>
        (await RightsReview.OfAsync(cluster, tenant.Identity, ns, cancellation).ConfigureAwait(false))
        .Where(right => right.IsWild || right.Verb is "bind" or "escalate" or "impersonate"
            || right is { Verb: "create", Resource: "pods/binding" })
        .Select(right => new Fault($"tenant {tenant.Name}", $"may {right} in namespace {ns}", "leave it out of the tenants' role"));

    private static async Task<IEnumerable<Observation>> FindBindingsAsync(LiveCluster cluster, string kind, CancellationToken cancellation)
    {
        var owners = cluster.AllTenants.SelectMany(tenant => tenant.Namespaces.Select(ns => (Namespace: ns, tenant.Name)))
            .ToDictionary(pair => pair.Namespace, pair => pair.Name, StringComparer.Ordinal);
        var planned = cluster.Plan.Objects(kind)
            .Select(binding => (binding.Namespace() ?? "", binding.ObjectName())).ToHashSet();
        // Objects of the cases that 'conformance' puts to a cluster, in namespaces of its own.
        var cases = (await cluster.ListAsync("v1", "Namespace", cancellation).ConfigureAwait(false))
            .Where(ns => ns.Label(RunNames.Label) is not null).Select(LiveObjects.Name).ToHashSet();
        return
        [
            .. from binding in await cluster.ListAsync($"{Rbac}/v1", kind, cancellation).ConfigureAwait(false)
               where !planned.Contains((binding.Namespace(), binding.Name())) && !cases.Contains(binding.Namespace())
               from subject in binding.Items("subjects")
               let owner = OwnerOf(subject, owners)
               where owner is not null && owners.GetValueOrDefault(binding.Namespace()) != owner
               select new Fault(
                   LiveObjects.Shown(kind, binding.Namespace(), binding.Name()),
                   $"gives {binding.Word("roleRef", "kind")} {binding.Word("roleRef", "name")} to an account of tenant {owner}",
                   "delete it, or find out who needs it"),
        ];
    }

    // The tenant whose account a subject is, in its namespaces or outside of them, or whose accounts it stands for.
    private static string? OwnerOf(JsonNode subject, Dictionary<string, string> owners) => subject.Word("kind") switch
    {
        "ServiceAccount" => OfAccount(subject.Word("namespace") ?? "", subject.Word("name") ?? "", owners),
        "User" when subject.Word("name")?.Split(':') is ["system", "serviceaccount", var ns, var name] => OfAccount(ns, name, owners),
        "Group" when subject.Word("name")?.Split(':') is ["system", "serviceaccounts", var ns] => OfAccount(ns, Any, owners),
        _ => null,
    };

    private static string? OfAccount(string ns, string name, Dictionary<string, string> owners) =>
        ns == AccessComponent.AccountNamespace ? name : owners.GetValueOrDefault(ns);
}
