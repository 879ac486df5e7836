using Infra.Components.Certificates;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>What the certificate authority needs.</summary>
internal static class CertificateRules
{
    private const int LongestLocalPart = 64;

    public static Complaint? Email(string text)
    {
        var at = text.LastIndexOf('@');
        var isValid = at is > 0 and <= LongestLocalPart
            && text[..at].All(c => char.IsAsciiLetterOrDigit(c) || ".!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal))
            && DomainName.IsHostName(text[(at + 1)..].ToLowerInvariant());
        return isValid ? null : new Complaint("must be an e-mail address", "write it like admin@example.com");
    }

    public static IEnumerable<Finding> AcmeNeedsEmail(SettingsDraft draft)
    {
        var cluster = draft.Cluster;
        if (cluster.Issuer.Is(out var issuer) && issuer is not CertificateAuthority.SelfSigned && !cluster.Email.IsGiven)
        {
            yield return new Finding(
                cluster.Email.Place, "is missing, and Let's Encrypt's accounts need it", "add the address of whoever answers for certificates");
        }
    }
}
