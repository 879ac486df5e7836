namespace Infra.Components.Guards;

/// <summary>
/// Leaves issuers to the platform: cert-manager asks whatever address one names, from a namespace that no tenant's network policy closes,
/// and says in the issuer's status what came back.
/// </summary>
internal static class Issuers
{
    public static readonly ValidatingGuard Guard = new("infra-issuers", [new("cert-manager.io", ["issuers"], "CREATE", "UPDATE")])
    {
        Conditions = [Actors.NoAdministrator, Actors.NoController, Actors.NoCertManager],
        Rules =
        [
            new("false", """
                issuers are the platform's, as cert-manager would ask any address for a tenant, those inside the cluster among them: have
                certificates signed by the tenant's issuer
                """),
        ],
    };
}
