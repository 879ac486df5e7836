namespace Infra.Components.Guards;

/// <summary>Leaves the steps between a certificate and its signature to cert-manager: a request for any name could stand in them.</summary>
internal static class CertificateSteps
{
    public static readonly ValidatingGuard Guard = new("infra-certificate-steps",
    [
        new("cert-manager.io", ["certificaterequests"], "CREATE", "UPDATE"),
        new("acme.cert-manager.io", ["challenges", "orders"], "CREATE", "UPDATE"),
    ])
    {
        Conditions = [Actors.NoAdministrator, Actors.NoController, Actors.NoCertManager],
        Rules =
        [
            new("false", """
                `request.kind.kind` objects are cert-manager's own: write a Certificate, or an Ingress with the annotation
                cert-manager.io/issuer
                """),
        ],
    };
}
