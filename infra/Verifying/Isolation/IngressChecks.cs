using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Components.Guards;

namespace Infra.Verifying.Isolation;

/// <summary>Which names a tenant serves and has certificates for.</summary>
internal static class IngressChecks
{
    private const string Ingresses = "infra-ingresses";
    private const string Certificates = "infra-certificates";
    private const string Steps = "infra-certificate-steps";

    public static ImmutableArray<LiveCheck> All { get; } =
    [
        AttackCheck.OfTenants("ingresses-keep-to-own-domains", "No tenant's Ingress takes another's host, class or issuer.", target =>
        [
            new("an Ingress for another's host", Ingress(target, target.OtherHost), Refusal.Guard(Ingresses, "hosts that aren't")),
            new("an Ingress with a TLS host of another's",
                Ingress(target, target.OwnHost, ingress => ingress["spec"]!["tls"] = new JsonArray(
                new JsonObject { ["hosts"] = new JsonArray(target.OtherHost), ["secretName"] = Target.Name })), Refusal.Guard(Ingresses)),
            new("an Ingress for every host", Ingress(target, null), Refusal.Guard(Ingresses)),
            new("an Ingress of another's class", Ingress(target, target.OwnHost, ingress =>
                ingress["spec"]!["ingressClassName"] = target.OtherClass), Refusal.Guard(Ingresses)),
            new("an Ingress with another's class as annotation", Ingress(target, target.OwnHost, ingress =>
                Annotate(ingress, "kubernetes.io/ingress.class", target.OtherClass)), Refusal.Guard(Ingresses)),
            new("an Ingress with an issuer of the whole cluster", Ingress(target, target.OwnHost, ingress =>
                Annotate(ingress, "cert-manager.io/cluster-issuer", Target.Name)), Refusal.Guard(Ingresses)),
            new("an Ingress with another issuer", Ingress(target, target.OwnHost, ingress =>
                Annotate(ingress, "cert-manager.io/issuer", target.OtherIssuer)), Refusal.Guard(Ingresses)),
        ]),
        AttackCheck.OfTenants("certificates-keep-to-own-domains",
            "No tenant gets a certificate for another's name, or from another's issuer.", target =>
        [
            new("a Certificate for another's host", Certificate(target, target.OtherHost),
                Refusal.Guard(Certificates, "names that aren't")),
            new("a Certificate from another issuer", Certificate(target, target.OwnHost, spec =>
                spec["issuerRef"]!["name"] = target.OtherIssuer),
                Refusal.Guard(Certificates)),
            new("a Certificate from an issuer of the whole cluster", Certificate(target, target.OwnHost, spec =>
                spec["issuerRef"]!["kind"] = "ClusterIssuer"), Refusal.Guard(Certificates)),
            new("a Certificate of an authority", Certificate(target, target.OwnHost, spec => spec["isCA"] = true),
                Refusal.Guard(Certificates)),
            new("a Certificate for an address", Certificate(target, target.OwnHost, spec =>
                spec["ipAddresses"] = new JsonArray(Target.Elsewhere)),
                Refusal.Guard(Certificates)),
            .. Wildcard(target),
            new("a CertificateRequest past the Certificate", target.Create("cert-manager.io/v1", "CertificateRequest", new JsonObject
            {
                ["spec"] = new JsonObject { ["request"] = "bm9uZQ==", ["issuerRef"] = new JsonObject { ["name"] = target.Tenant.Issuer } },
            }), Refusal.Rights, Refusal.Guard(Steps)),
        ]),
    ];

    // Where the authority asks at each name, a wildcard among the domains stands for names, and is signed to nobody.
    private static IEnumerable<Attack> Wildcard(Target target) =>
        target.Said(TenantAnnotations.Challenges) == TenantAnnotations.Http01
        && target.Tenant.Domains.FirstOrDefault(domain => domain.StartsWith("*.", StringComparison.Ordinal)) is { } wildcard
            ? [new("a Certificate for a wildcard", Certificate(target, wildcard), Refusal.Guard(Certificates, "no authority signs"))]
            : [];

    private static DryRun Ingress(Target target, string? host, Action<JsonObject>? change = null)
    {
        var rule = new JsonObject
        {
            ["http"] = new JsonObject
            {
                ["paths"] = new JsonArray(new JsonObject
                {
                    ["path"] = "/",
                    ["pathType"] = "Prefix",
                    ["backend"] = new JsonObject
                    {
                        ["service"] = new JsonObject { ["name"] = Target.Name, ["port"] = new JsonObject { ["number"] = 80 } },
                    },
                }),
            },
        };
        if (host is not null) rule["host"] = host;
        var ingress = new JsonObject
        {
            ["metadata"] = new JsonObject(),
            ["spec"] = new JsonObject { ["ingressClassName"] = target.Tenant.IngressClass, ["rules"] = new JsonArray(rule) },
        };
        change?.Invoke(ingress);
        return target.Create("networking.k8s.io/v1", "Ingress", ingress);
    }

    private static void Annotate(JsonObject ingress, string key, string value)
    {
        if (key == "kubernetes.io/ingress.class") ingress["spec"]!.AsObject().Remove("ingressClassName");
        ingress["metadata"]!["annotations"] = new JsonObject { [key] = value };
    }

    private static DryRun Certificate(Target target, string? host, Action<JsonObject>? change = null)
    {
        var spec = new JsonObject
        {
            ["secretName"] = Target.Name,
            ["dnsNames"] = new JsonArray(host ?? target.OtherHost),
            ["issuerRef"] = new JsonObject { ["name"] = target.Tenant.Issuer, ["kind"] = "Issuer" },
        };
        change?.Invoke(spec);
        return target.Create("cert-manager.io/v1", "Certificate", new JsonObject { ["spec"] = spec });
    }
}
