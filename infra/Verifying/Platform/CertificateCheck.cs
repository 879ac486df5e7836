using System.Globalization;
using System.Text.Json.Nodes;

namespace Infra.Verifying.Platform;

/// <summary>Whether certificates come, and whether they are renewed in time.</summary>
internal static class CertificateCheck
{
    private const string ApiVersion = "cert-manager.io/v1";

    public static LiveCheck Check { get; } = new(
        "certificates-issued", "platform", "Every tenant's issuer is ready, and its certificates are issued and renewed in time.")
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
            ? [new Fault($"Issuer {tenant.Issuer} of tenant {tenant.Name}", "isn't there", $"run '{cluster.Renewal}'")]
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
        else if (Life.Of(certificate) is not { } life)
            yield return new Obstacle(where, "its status doesn't say from when to when it is valid");
        else if (now >= life.End)
            yield return new Fault(where, "has ended", fix);
        else if (now >= life.Overdue)
        {
            yield return new Fault(
                where, $"should have been renewed {Shown(now - life.Renewal)} ago, and lasts for {Shown(life.End - now)}", fix);
        }
        else
            yield return new Note(where, $"lasts for {Shown(life.End - now)}");
    }

    private static string Shown(TimeSpan time) => time >= TimeSpan.FromDays(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays} days")
        : time >= TimeSpan.FromHours(2)
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} hours")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} minutes");

    /// <summary>When a certificate is to be renewed, and when it ends.</summary>
    /// <param name="Renewal">When cert-manager begins to renew it.</param>
    /// <param name="End">When it ends.</param>
    private sealed record Life(DateTimeOffset Renewal, DateTimeOffset End)
    {
        /// <summary>
        /// When renewal isn't merely slow: half of the time is gone that was left for it. Of Let's Encrypt's 90 days that is when 15 are
        /// left; a life of hours, which a tenant may choose, has the same measure.
        /// </summary>
        public DateTimeOffset Overdue => Renewal + (End - Renewal) / 2;

        /// <summary>What a certificate's status says; null: too little.</summary>
        public static Life? Of(JsonObject certificate)
        {
            if (Time("notAfter") is not { } end) return null;
            // Where it isn't said, cert-manager renews after two thirds of a certificate's life.
            var renewal = Time("renewalTime") ?? (Time("notBefore") is { } start ? start + (end - start) * 2 / 3 : null);
            return renewal is { } time ? new Life(time, end) : null;

            DateTimeOffset? Time(string field) => DateTimeOffset.TryParse(
                certificate.Word("status", field), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? time : null;
        }
    }
}
