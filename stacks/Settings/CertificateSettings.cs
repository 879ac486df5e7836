using Infra.Components.Certificates;
using Infra.Components.Grammars;
using Infra.Stacks.Settings.Grammars;

namespace Infra.Stacks.Settings;

/// <summary>Who signs the tenants' certificates.</summary>
public sealed record CertificateSettings
{
    /// <summary>The authority.</summary>
    public required CertificateAuthority Issuer { get; init; }

    /// <summary>Contact for the ACME accounts.</summary>
    [Form<EmailAddress>]
    public string? Email { get; init; }
}
