using System.Text.Json.Nodes;
using Infra.Components.Kubernetes;

namespace Infra.Verifying.Isolation;

/// <summary>Whether a tenant's namespaces stay known as its own: by that label all other guards find them.</summary>
internal static class NamespaceOwnerCheck
{
    private static readonly Refusal[] Refused = [Refusal.Rights, Refusal.Guard("infra-namespace-owner")];

    public static LiveCheck Check { get; } = AttackCheck.OfTenants(
        "namespaces-keep-owner", "No tenant takes the tenant's label off its namespace.", target =>
        [
            new("the tenant's label taken off", Unlabel(target), Refused),
            new("the tenant's label taken off by the status", Unlabel(target) with { Subresource = "status" }, Refused),
        ]);

    private static DryRun Unlabel(Target target) => new(WriteVerb.Merge, "v1", "Namespace", null, target.Namespace)
    {
        Identity = target.Tenant.Identity,
        // Null takes it off (RFC 7386).
        Body = new JsonObject
        {
            ["metadata"] = new JsonObject { ["labels"] = new JsonObject { [TenantLabels.OwnerKey] = null } },
        },
    };
}
