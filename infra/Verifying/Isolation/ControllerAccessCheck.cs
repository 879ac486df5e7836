using System.Text.Json.Nodes;
using Infra.Components.Ingress;

namespace Infra.Verifying.Isolation;

/// <summary>
/// Whether a tenant gets into its ingress controller: by its account's token, or by the number of its pods. Commands and connections
/// (CONNECT) know no dry run; whether the role allows any is asked, and told.
/// </summary>
internal static class ControllerAccessCheck
{
    private static readonly Refusal[] Refused = [Refusal.Rights, Refusal.Guard("infra-controller-access")];

    public static LiveCheck Check { get; } = new("controller-not-entered", "isolation",
        "No tenant gets a token of its ingress controller, or sets the number of its pods.")
    {
        // The first namespace has the controller.
        Probes = cluster => cluster.ForEachTenant((tenant, cancellation) =>
            TryAsync(new Target(cluster, tenant, tenant.Namespaces[0]), cancellation)),
    };

    private static async Task<IEnumerable<Observation>> TryAsync(Target target, CancellationToken cancellation)
    {
        var where = $"namespace {target.Namespace}";
        return
        [
            .. await Attack.TryAsync(target.Cluster, where, Attacks(target), cancellation).ConfigureAwait(false),
            .. await TellCommandsAsync(target, where, cancellation).ConfigureAwait(false),
        ];
    }

    private static IEnumerable<Attack> Attacks(Target target)
    {
        var word = target.Cluster.Plan.Tenants.Single(tenant => tenant.Name == target.Tenant.Name).Ingress;
        var deployment = IngressControllers.All.Single(controller => controller.Word == word).Deployment;
        yield return new("a token of the controller's account", new DryRun(
            WriteVerb.Create, "v1", "ServiceAccount", target.Namespace, IngressRolesComponent.ServiceAccount)
        {
            Subresource = "token",
            Identity = target.Tenant.Identity,
            Body = new JsonObject
            {
                ["apiVersion"] = "authentication.k8s.io/v1",
                ["kind"] = "TokenRequest",
                ["spec"] = new JsonObject { ["expirationSeconds"] = 600 },
            },
        }, Refused);
        yield return new("a Secret that Kubernetes fills with the controller's token", target.Create("v1", "Secret", new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["annotations"] = new JsonObject { ["kubernetes.io/service-account.name"] = IngressRolesComponent.ServiceAccount },
            },
            ["type"] = "kubernetes.io/service-account-token",
        }), Refused);
        yield return new("another number of the controller's pods",
            target.Write(WriteVerb.Merge, "apps/v1", "Deployment", deployment, new JsonObject
            {
                ["spec"] = new JsonObject { ["replicas"] = 0 },
            }) with
            { Subresource = "scale" }, Refused);
        yield return new("an autoscaler of the controller", target.Create("autoscaling/v2", "HorizontalPodAutoscaler", new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["maxReplicas"] = 2,
                ["scaleTargetRef"] = new JsonObject { ["apiVersion"] = "apps/v1", ["kind"] = "Deployment", ["name"] = deployment },
            },
        }), Refused);
    }

    private static async Task<IEnumerable<Observation>> TellCommandsAsync(
        Target target, string where, CancellationToken cancellation) =>
        await AccessReview.MayAsync(
            target.Cluster, target.Tenant.Identity, "create", "", "pods/exec", target.Namespace, null, cancellation).ConfigureAwait(false)
            ? [new Note(where, "lets its tenant run commands in pods; that the controller's are left out can't be tried by a dry run")]
            : [];
}
