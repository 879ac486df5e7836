using System.Globalization;
using System.Text.Json.Nodes;

namespace Infra.Verifying.Platform;

/// <summary>Whether certificates come, and how long they last.</summary>
internal static class CertificateCheck
{
    /// <summary>
    /// Fewer days than this mean that renewal fails: cert-manager renews when a third of a certificate's life is left, which is 30 of Let's
    /// Encrypt's 90 days.
    /// </summary>
    private const int FewestDays = 14;

    private const string ApiVersion = "cert-manager.io/v1";

    public static LiveCheck Check { get; } = new(
        "certificates-issued", "platform",
        string.Create(CultureInfo.InvariantCulture,
            $"Every tenant's issuer is ready, and its certificates are issued, for {FewestDays} more days at least."))
    {
        Probes = cluster => cluster.ForEachTenant((tenant, cancellation) => FindAsync(cluster, tenant, cancellation)),
    };

    private static async Task<IEnumerable<Observation>> FindAsync(LiveCluster cluster, LiveTenant tenant, CancellationToken cancellation)
    {
        var issuers = (await cluster.ListAsync(ApiVersion, "Issuer", cancellation).ConfigureAwait(false))
            .Where(issuer => tenant.Namespaces.Contains(issuer.Namespace()) && issuer.Name() == tenant.Issuer).ToList();
        var certificates = (await cluster.ListAsync(ApiVersion, "Certificate", cancellation).ConfigureAwait(false))
            .Where(certificate => tenant.Namespaces.Contains(certificate.Namespace()));
        return issuers.Count == 0
            ? [new Fault($"Issuer {tenant.Issuer} of tenant {tenant.Name}", "isn't there",
                $"run './build.sh refresh {cluster.Plan.Stack}' and 'up'")]
            : issuers.SelectMany(Faults).Concat(certificates.SelectMany(certificate => Seen(certificate, cluster.Now)));
    }

    private static IEnumerable<Observation> Faults(JsonObject issuer)
    {
        if (issuer.Condition("Ready") != true)
        {
            yield return new Fault(
                LiveObjects.Shown("Issuer", issuer.Namespace(), issuer.Name()), "isn't ready",
                $"see 'kubectl -n {issuer.Namespace()} describe issuer {issuer.Name()}'");
        }
    }

    private static IEnumerable<Observation> Seen(JsonObject certificate, DateTimeOffset now)
    {
        var where = LiveObjects.Shown("Certificate", certificate.Namespace(), certificate.Name());
        var fix = $"see 'kubectl -n {certificate.Namespace()} describe certificate {certificate.Name()}'";
        if (certificate.Condition("Ready") != true)
            yield return new Fault(where, "isn't issued", fix);
        else if (!DateTimeOffset.TryParse(
            certificate.Word("status", "notAfter"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end))
            yield return new Obstacle(where, "its status doesn't say when it ends");
        else
        {
            var days = (int)Math.Floor((end - now).TotalDays);
            var text = days < 0 ? "has ended" : string.Create(CultureInfo.InvariantCulture, $"lasts for {days} more days");
            yield return days < FewestDays ? new Fault(where, text, fix) : new Note(where, text);
        }
    }
}
