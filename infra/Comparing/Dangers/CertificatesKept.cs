using System.Text.Json.Nodes;
using Infra.Components.Certificates;
using Infra.Components.Grammars;
using Infra.Planning;

namespace Infra.Comparing.Dangers;

/// <summary>Certificates that stay although another authority signs from now on.</summary>
internal static class CertificatesKept
{
    private const string Issuer = "kubernetes:cert-manager.io/v1:Issuer";

    private static readonly string Trusted = IssuerSpec.Directory(CertificateAuthority.LetsEncrypt);

    public static DangerRule Rule { get; } = new(
        ChangeDanger.CertificatesKept,
        "Certificates come from a trusted authority from now on, or from none: those that are there stay until they are issued anew.",
        Find,
        Affects.Untrusted);

    private static IEnumerable<Found> Find(PlanComparison comparison) =>
        from change in comparison.OfType(Issuer)
        where change is { Before: not null, After: not null }
        let authority = (Before: Authority(change.Before!), After: Authority(change.After!))
        where (authority.Before == Trusted) != (authority.After == Trusted)
        select new Found(change.Resource, authority.After == Trusted
            ? "gets a trusted authority, and the certificates that are there stay: browsers go on refusing them, for up to 60 days, until "
                + "they are issued anew: see 'From staging to trusted certificates' in docs/operations.md"
            : "loses its trusted authority: browsers refuse what is issued or renewed from now on, and take what is there until then");

    // A directory of ACME; null: certificates sign themselves.
    private static string? Authority(PlannedResource issuer) =>
        issuer.At("spec", "acme", "server") is JsonValue server ? server.GetValue<string>() : null;
}
