using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Components.Ingress;
using Infra.Components.Kubernetes;
using Infra.Planning;

namespace Infra.Verifying.Isolation;

/// <summary>Whether what the platform put into a tenant's namespace stays as it is.</summary>
internal static class PlatformObjectChecks
{
    private const string Guard = "infra-platform-objects";
    private const string NamespaceOwner = "infra-namespace-owner";
    private const string Identity = "infra-controller-identity";

    private static readonly Refusal Lasting = Refusal.Guard("infra-finalizers");

    public static ImmutableArray<LiveCheck> All { get; } =
    [
        AttackCheck.OfTenants(
            "platform-objects-kept", "No tenant deletes or takes over what the platform put into its namespace, or the namespace itself.",
            Planned, "MTB-PL1-BC-CPI-2"),
        new("controllers-objects-kept", "isolation", "No tenant changes or deletes what its ingress controller's chart made.")
        {
            Probes = cluster => cluster.ForEachNamespace((tenant, ns, cancellation) =>
                TryChartAsync(new Target(cluster, tenant, ns), cancellation)),
        },
        AttackCheck.OfTenants("objects-can-be-deleted", "No tenant's object, or what is made from it, is kept by a finalizer.", target =>
        [
            new("an object with a finalizer", target.Create("v1", "ConfigMap", new JsonObject { ["metadata"] = Kept() }), Lasting),
            new("a Deployment of pods with a finalizer", target.Deployment(Kept()), Lasting),
        ]),
        AttackCheck.OfTenants("controller-not-imitated", "No tenant's pod passes for its ingress controller.", target =>
        [
            .. IngressControllers.All.Select(controller => new Attack(
                $"a pod with the label of {controller.Word}", target.Pod(pod => Label(pod, controller)), Refusal.Guard(Identity))),
            new("a Deployment of pods with the controller's label", target.Deployment(new JsonObject
            {
                ["labels"] = new JsonObject { ["app.kubernetes.io/name"] = IngressControllers.All[0].PodName },
            }), Refusal.Guard(Identity)),
            new("a pod with the controller's account", target.Pod(pod =>
                pod["spec"]!["serviceAccountName"] = IngressRolesComponent.ServiceAccount), Refusal.Guard(Identity)),
        ]),
    ];

    private static IEnumerable<Attack> Planned(Target target)
    {
        yield return new(
            "the deletion of the namespace", Namespace(WriteVerb.Delete), Refusal.Rights, Refusal.Guard(NamespaceOwner));
        yield return new(
            "another label on the namespace", Namespace(WriteVerb.Merge) with
            {
                Body = Labelled("pod-security.kubernetes.io/enforce",
                "privileged")
            },
            Refusal.Rights, Refusal.Guard(NamespaceOwner));
        foreach (var planned in target.Cluster.Plan.Objects().Where(planned => planned.Namespace() == target.Namespace))
        {
            var (version, kind, name) = (planned.Text("apiVersion")!, planned.Text("kind")!, planned.ObjectName());
            yield return new($"the deletion of {kind} {name}", target.Write(WriteVerb.Delete, version, kind, name), Refusal.Rights,
                Refusal.Guard(Guard));
            // Of several guards that refuse the same, any may be the first: what the platform's own policies open, no tenant's may.
            yield return new(
                $"an owner of {kind} {name}, with which it would go", target.Write(WriteVerb.Merge, version, kind, name, Owned()),
                kind == "NetworkPolicy" ? [Refusal.Guard(Guard), Refusal.Guard("infra-network-policies")]
                    : [Refusal.Rights, Refusal.Guard(Guard)]);
        }

        yield return new("an object with the platform's label",
            target.Create("v1", "ConfigMap", Labelled(TenantLabels.OwnerKey, target.Tenant.Name)),
            Refusal.Guard(Guard));

        DryRun Namespace(WriteVerb verb) => new(verb, "v1", "Namespace", null, target.Namespace) { Identity = target.Tenant.Identity };
    }

    private static async Task<IEnumerable<Observation>> TryChartAsync(Target target, CancellationToken cancellation)
    {
        var attacks = new List<Attack>();
        foreach (var (version, kind) in new[] { ("v1", "Service"), ("apps/v1", "Deployment") })
        {
            var made = (await target.Cluster.ListAsync(version, kind, target.Namespace, cancellation).ConfigureAwait(false))
                .Where(thing => thing.Word("metadata", "annotations", "meta.helm.sh/release-name") is { } release
                    && IngressControllers.All.Any(controller => controller.Release == release));
            foreach (var thing in made)
            {
                attacks.Add(new($"the deletion of {kind} {thing.Name()}", target.Write(WriteVerb.Delete, version, kind, thing.Name()),
                    Refusal.Guard(Guard)));
                // A Deployment's pods have the controller's label: of two guards that refuse the same, either may be the one that is heard.
                attacks.Add(new($"another label on {kind} {thing.Name()}", target.Write(
                    WriteVerb.Merge, version, kind, thing.Name(), Labelled("example", Target.Name)),
                    Refusal.Guard(Guard), Refusal.Guard(Identity)));
            }
        }

        return await Attack.TryAsync(target.Cluster, $"namespace {target.Namespace}", attacks, cancellation).ConfigureAwait(false);
    }

    private static void Label(JsonObject pod, IngressController controller) =>
        pod["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app.kubernetes.io/name"] = controller.PodName } };

    private static JsonObject Labelled(string key, string value) => new()
    {
        ["metadata"] = new JsonObject { ["labels"] = new JsonObject { [key] = value } },
    };

    private static JsonObject Kept() => new() { ["finalizers"] = new JsonArray("infra.invalid/verify") };

    private static JsonObject Owned() => new()
    {
        ["metadata"] = new JsonObject
        {
            ["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "ConfigMap",
                ["name"] = Target.Name,
                ["uid"] = "00000000-0000-0000-0000-000000000000",
            }),
        },
    };
}
