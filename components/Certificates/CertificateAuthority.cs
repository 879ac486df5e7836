using System.Text.Json.Serialization;

namespace Infra.Components.Certificates;

/// <summary>Who signs the tenants' certificates.</summary>
public enum CertificateAuthority
{
    /// <summary>Let's Encrypt's production directory: trusted by browsers, with strict rate limits.</summary>
    [JsonStringEnumMemberName("letsencrypt")]
    LetsEncrypt,

    /// <summary>Let's Encrypt's staging directory: untrusted, with generous rate limits; for trying out.</summary>
    [JsonStringEnumMemberName("letsencrypt-staging")]
    LetsEncryptStaging,

    /// <summary>Each certificate signs itself; needs neither DNS nor the Internet.</summary>
    SelfSigned,
}
