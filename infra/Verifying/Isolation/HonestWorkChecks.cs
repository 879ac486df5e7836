using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Clusters;
using Infra.Components.Guards;
using Infra.Components.K3s;

namespace Infra.Verifying.Isolation;

/// <summary>What a tenant must be able to do: a guard that stops honest work is worse than none, and refusals of everything prove
/// nothing.</summary>
internal static class HonestWorkChecks
{
    private const string Rbac = "rbac.authorization.k8s.io";

    public static ImmutableArray<LiveCheck> All { get; } =
    [
        Of("honest-work-admitted", "A tenant runs an application of its own: pod, Deployment, Service, Ingress, Secret.", Application),
        Of("own-roles-admitted", "A tenant gives rights of its own to its pods.", Roles, "MTB-PL2-BC-OPS-3"),
        Of("own-network-policies-admitted", "A tenant writes network policies among its own pods.", Policies, "MTB-PL2-BC-OPS-4"),
    ];

    private static LiveCheck Of(string id, string title, Func<Target, IEnumerable<(string Text, DryRun Request)>> work,
        params string[] benchmarks) =>
        new(id, "isolation", title)
        {
            Benchmarks = [.. benchmarks],
            Probes = cluster => cluster.ForEachNamespace((tenant, ns, cancellation) =>
                TryAsync(new Target(cluster, tenant, ns), work, cancellation)),
        };

    private static async Task<IEnumerable<Observation>> TryAsync(
        Target target, Func<Target, IEnumerable<(string Text, DryRun Request)>> work, CancellationToken cancellation)
    {
        var seen = new List<Observation>();
        foreach (var (text, request) in work(target))
        {
            var answer = await target.Cluster.TryAsync(request, cancellation).ConfigureAwait(false);
            if (answer.Succeeded) continue;
            if (!Refusal.IsOne(answer)) throw new ClusterException($"{text} was answered with {answer.Status}: {answer.Message}");
            seen.Add(new Fault(
                $"namespace {target.Namespace}", $"refuses {text} of tenant {target.Tenant.Name}: {answer.Message}",
                "see the tenants' role, the quota, and the guard that it names"));
        }

        return seen;
    }

    private static IEnumerable<(string Text, DryRun Request)> Application(Target target)
    {
        yield return ("a pod", target.Pod(_ => { }));
        if (GuardSet.AddsWhatIsMissing(K3sVersion.Parse(target.Cluster.Settings.Cluster.K3sVersion)))
        {
            yield return ("a pod without selector and toleration", target.Pod(pod =>
            {
                pod["spec"]!.AsObject().Remove("nodeSelector");
                pod["spec"]!.AsObject().Remove("tolerations");
            }));
        }

        yield return ("a Deployment", target.Create("apps/v1", "Deployment", new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = Target.Name } },
                ["template"] = new JsonObject
                {
                    ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app"] = Target.Name } },
                    ["spec"] = target.PodSpec(),
                },
            },
        }));
        yield return ("a Service", target.Create("v1", "Service", new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["selector"] = new JsonObject { ["app"] = Target.Name },
                ["ports"] = new JsonArray(new JsonObject { ["port"] = 80, ["targetPort"] = 8080 }),
            },
        }));
        yield return ("a Secret", target.Create("v1", "Secret", new JsonObject { ["stringData"] = new JsonObject { ["key"] = "value" } }));
        if (target.OwnHost is { } host) yield return ("an Ingress for its own domain", Ingress(target, host));
    }

    /// <summary>The creation of an Ingress that keeps to all rules.</summary>
    public static DryRun Ingress(Target target, string host) => target.Create("networking.k8s.io/v1", "Ingress", new JsonObject
    {
        ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["cert-manager.io/issuer"] = target.Tenant.Issuer } },
        ["spec"] = new JsonObject
        {
            ["ingressClassName"] = target.Tenant.IngressClass,
            ["tls"] = new JsonArray(new JsonObject { ["hosts"] = new JsonArray(host), ["secretName"] = Target.Name }),
            ["rules"] = new JsonArray(new JsonObject
            {
                ["host"] = host,
                ["http"] = new JsonObject
                {
                    ["paths"] = new JsonArray(new JsonObject
                    {
                        ["path"] = "/",
                        ["pathType"] = "Prefix",
                        ["backend"] = new JsonObject
                        {
                            ["service"] = new JsonObject { ["name"] = Target.Name, ["port"] = new JsonObject { ["number"] = 80 } },
                        },
                    }),
                },
            }),
        },
    });

    private static IEnumerable<(string Text, DryRun Request)> Roles(Target target)
    {
        yield return ("a Role", target.Create($"{Rbac}/v1", "Role", new JsonObject
        {
            ["rules"] = new JsonArray(new JsonObject
            {
                ["apiGroups"] = new JsonArray(""),
                ["resources"] = new JsonArray("configmaps"),
                ["verbs"] = new JsonArray("get"),
            }),
        }));
        // To the role that the tenant has itself.
        yield return ("a RoleBinding", target.Create($"{Rbac}/v1", "RoleBinding", new JsonObject
        {
            ["roleRef"] = new JsonObject { ["apiGroup"] = Rbac, ["kind"] = "ClusterRole", ["name"] = "tenant" },
            ["subjects"] = new JsonArray(
                new JsonObject { ["kind"] = "ServiceAccount", ["name"] = Target.Name, ["namespace"] = target.Namespace }),
        }));
    }

    private static IEnumerable<(string Text, DryRun Request)> Policies(Target target)
    {
        yield return ("a NetworkPolicy among its own pods", target.Create("networking.k8s.io/v1", "NetworkPolicy", new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["podSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = Target.Name } },
                ["policyTypes"] = new JsonArray("Ingress"),
                ["ingress"] = new JsonArray(new JsonObject
                {
                    ["from"] = new JsonArray(new JsonObject { ["podSelector"] = new JsonObject() }),
                }),
            },
        }));
    }
}
