using System.Text.Json.Nodes;

namespace Infra.Verifying.Isolation;

/// <summary>Whether issuers stay the platform's: cert-manager asks whatever address one names.</summary>
internal static class IssuerCheck
{
    public static LiveCheck Check { get; } = AttackCheck.OfTenants(
        "issuers-kept", "No tenant makes an issuer, by which cert-manager would ask an address of its choice.", target =>
        [
            new("an Issuer of the tenant's own", target.Create("cert-manager.io/v1", "Issuer", new JsonObject
            {
                ["spec"] = new JsonObject
                {
                    ["acme"] = new JsonObject
                    {
                        ["server"] = "https://infra-verify.invalid/directory",
                        ["privateKeySecretRef"] = new JsonObject { ["name"] = Target.Name },
                        ["solvers"] = new JsonArray(),
                    },
                },
            }), Refusal.Rights, Refusal.Guard("infra-issuers")),
        ]);
}
