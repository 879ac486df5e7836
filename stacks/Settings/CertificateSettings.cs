using Infra.Components.Certificates;
using Infra.Components.Grammars;
using Infra.Stacks.Settings.Grammars;

namespace Infra.Stacks.Settings;

/// <summary>Who signs the tenants' certificates.</summary>
public sealed record CertificateSettings
{
    /// <summary>The authority.</summary>
    [Changed(ChangeEffect.Applied,
        "to issuers. Certificates stay what they are until they are [issued anew](operations.md#from-staging-to-trusted-certificates)",
        ChangeDanger.CertificatesKept)]
    public required CertificateAuthority Issuer { get; init; }

    /// <summary>Contact for the ACME accounts.</summary>
    [Changed(ChangeEffect.Applied, "to issuers, whose accounts get the other contact")]
    [Form<EmailAddress>]
    public string? Email { get; init; }
}
