namespace Infra.Tests.Comparing.Told;

/// <summary>Changes of tenants, their domains and what serves them.</summary>
internal static class TenantChanges
{
    public static readonly ToldChange[] All =
    [
        new("another ingress controller", "dev", "changed replaced")
        {
            Dangers = ["ingress-switched"],
            After = [("tenants[1].ingress", "\"nginx\"")],
            Told = ["Not served for a while: tenant-b.example.com"],
        },
        new("two tenants that swap domains", "prod", "changed")
        {
            Dangers = ["domain-moved"],
            After =
            [
                ("tenants[0].domains", """["globex.example.com"]"""),
                ("tenants[1].domains", """["acme.example.com","shop.acme.example.com"]"""),
            ],
            Told = ["DNS must follow: acme.example.com, shop.acme.example.com, globex.example.com"],
        },
        new("a domain less", "prod", "changed")
        {
            Dangers = ["domain-unserved"],
            After = [("tenants[0].domains", """["acme.example.com"]""")],
            Told = ["Served by nobody any more: shop.acme.example.com"],
        },
        new("a domain of another tenant", "prod", "changed")
        {
            Dangers = ["domain-moved"],
            After =
            [
                ("tenants[0].domains", """["acme.example.com"]"""),
                ("tenants[1].domains", """["globex.example.com","shop.acme.example.com"]"""),
            ],
            Told = ["DNS must follow: shop.acme.example.com"],
        },
        new("a domain more", "prod", "changed")
        {
            After = [("tenants[0].domains", """["acme.example.com","shop.acme.example.com","new.example.com"]""")],
        },
        new("a wildcard instead of names", "prod", "changed removed")
        {
            Dangers = ["domain-unserved"],
            After = [("tenants[0].domains", """["*.acme.example.com"]""")],
            Told = ["Served by nobody any more: acme.example.com"],
        },
        new("certificates of the staging authority", "prod", "changed")
        {
            Dangers = ["certificates-kept"],
            After = [("cluster.certificates.issuer", "\"letsencrypt-staging\"")],
            Told =
            [
                "With certificates that browsers refuse: acme.example.com, shop.acme.example.com, globex.example.com, "
                + "initech.example.com, api.initech.example.com",
            ],
        },
        new("certificates that sign themselves", "prod", "changed")
        {
            Dangers = ["certificates-kept"],
            After = [("cluster.certificates.issuer", "\"self-signed\"")],
            Told =
            [
                "With certificates that browsers refuse: acme.example.com, shop.acme.example.com, globex.example.com, "
                + "initech.example.com, api.initech.example.com",
            ],
        },
        new("certificates of the trusted authority", "dev", "changed")
        {
            Dangers = ["certificates-kept"],
            After = [("cluster.certificates.issuer", "\"letsencrypt\"")],
            Told = ["With certificates that browsers refuse: tenant-a.example.com, www.tenant-a.example.com, tenant-b.example.com"],
        },
        new("untrusted certificates of another kind", "dev", "changed")
        {
            After = [("cluster.certificates.issuer", "\"self-signed\"")],
        },
        new("another contact", "prod", "changed")
        {
            After = [("cluster.certificates.email", "\"x@example.com\"")],
        },
        new("a floating address", "prod", "added changed replaced")
        {
            Dangers = ["address-changed"],
            After = [("tenants[1].address", "\"floating\"")],
            Told = ["DNS must follow: globex.example.com"],
        },
        new("no floating address", "prod", "changed removed replaced")
        {
            Dangers = ["address-changed", "address-released", "protected-removed"],
            After = [("tenants[0].address", "\"primary\"")],
            Told = ["DNS must follow: acme.example.com, shop.acme.example.com"],
        },
        new("another address that is given", "plain", "changed")
        {
            Dangers = ["address-changed"],
            After = [("tenants[1].address", "\"198.51.100.9\"")],
            Told = ["DNS must follow: tenant-b"],
        },
        new("a namespace less", "prod", "changed removed")
        {
            Dangers = ["data-lost", "outage"],
            Before = [("tenants[0].namespaces", """["staging"]""")],
            After = [],
            Told = ["Not served for a while: acme.example.com, shop.acme.example.com"],
        },
        new("a namespace more", "prod", "added changed")
        {
            Dangers = ["outage"],
            After = [("tenants[0].namespaces", """["staging"]""")],
            Told = ["Not served for a while: acme.example.com, shop.acme.example.com"],
        },
        new("no redirects by Traefik", "prod", "changed")
        {
            Dangers = ["outage"],
            After = [("tenants[0].redirectToHttps", "false")],
            Told = ["Not served for a while: acme.example.com, shop.acme.example.com"],
        },
        new("no redirects by nginx", "prod", "changed")
        {
            After = [("tenants[2].redirectToHttps", "false")],
        },
        new("a smaller quota", "prod", "changed")
        {
            After = [("tenants[0].quota.memory", "\"1Gi\"")],
        },
        new("one registry alone", "prod", "changed")
        {
            After = [("tenants[0].registries", """["ghcr.io/acme"]""")],
        },
        new("any registry", "prod", "changed")
        {
            Dangers = ["guard-removed"],
            Before = [("tenants[0].registries", """["ghcr.io/acme"]""")],
            After = [],
        },
        new("more pods", "prod", "changed")
        {
            After = [("tenants[0].kubeletMaxPods", "120")],
        },
        new("other labels", "prod", "changed")
        {
            After = [("tenants[0].labels", """{"example.com/team":"x"}""")],
        },
        new("another name of a tenant", "prod", "added changed removed")
        {
            Dangers = ["address-released", "data-lost", "domain-moved", "node-replaced", "protected-removed"],
            After = [("tenants[0].name", "\"acme2\"")],
            Told = ["DNS must follow: acme.example.com, shop.acme.example.com"],
        },
        new("a tenant less", "prod", "changed removed")
        {
            Dangers = ["address-released", "data-lost", "domain-unserved", "node-replaced", "protected-removed"],
            Gone = 1,
            Told = ["Served by nobody any more: globex.example.com"],
        },
        new("a tenant more", "prod", "added changed")
        {
            After = [("tenants[+]", """{"name":"new","serverType":"cpx12","domains":["new.example.com"]}""")],
        },
    ];
}
