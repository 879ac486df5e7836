using System.Text.Json.Nodes;

namespace Infra.Verifying.Isolation;

/// <summary>Where a tenant's images come from, for those tenants whose registries are named.</summary>
internal static class ImageCheck
{
    // A host that is nobody's (RFC 2606): no list has it.
    private const string Foreign = "infra-verify.invalid/infra-verify:1";

    private static readonly Refusal Refused = Refusal.Guard("infra-images", "comes from elsewhere than the tenant's registries");

    public static LiveCheck Check { get; } = new("images-from-own-registries", "isolation",
        "No tenant that has a list of registries runs an image from elsewhere.")
    {
        Probes = cluster =>
            from tenant in cluster.Tenants
            from ns in tenant.Namespaces
            let target = new Target(cluster, tenant, ns)
            where !target.Registries.IsEmpty
            select new Probe($"namespace {ns}", cancellation =>
                Attack.TryAsync(cluster, $"namespace {ns}", Attacks(target), cancellation)),
    };

    private static IEnumerable<Attack> Attacks(Target target) =>
    [
        new("an image of another registry", target.Pod(pod => pod["spec"]!["containers"]![0]!["image"] = Foreign), Refused),
        new("an image of another registry, in a container that comes first", target.Pod(pod =>
        {
            var container = pod["spec"]!["containers"]![0]!.DeepClone();
            (container["name"], container["image"]) = ("first", Foreign);
            pod["spec"]!["initContainers"] = new JsonArray(container);
        }), Refused),
    ];
}
