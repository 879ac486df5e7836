using Infra.Components.Certificates;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>What the certificate authority needs.</summary>
internal static class CertificateRules
{
    [Asks<CertificateSettings>(nameof(CertificateSettings.Email), "required unless `self-signed`")]
    public static IEnumerable<Finding> AcmeNeedsEmail(SettingsAsRead settings)
    {
        var certificates = settings.Cluster.Certificates;
        var email = settings.Places.Of(certificates, nameof(certificates.Email));
        var isAcme = settings.Knows(certificates, nameof(certificates.Issuer))
            && certificates.Issuer is not CertificateAuthority.SelfSigned;
        if (isAcme && email.IsMissing)
        {
            yield return new Finding(
                email, "is missing, and Let's Encrypt's accounts need it", "add the address of whoever answers for certificates");
        }
    }
}
