using Infra.Components.Kubernetes;

namespace Infra.Components.Guards;

/// <summary>How expressions ask whose namespace a request is for, and what its tenant may.</summary>
internal static class Tenant
{
    /// <summary>The tenant's name, from its namespace's own label.</summary>
    public static readonly NamedExpression Name =
        new("tenant", $"""namespaceObject.metadata.labels["{TenantLabels.OwnerKey}"]""");

    /// <summary>The host names that the tenant may serve: a map, in which one is found at once however many there are.</summary>
    public static readonly NamedExpression Domains = new(
        "domains", $$"""{{TenantAnnotations.Items(TenantAnnotations.Domains)}}.transformMapEntry(index, domain, {domain: true})""");

    /// <summary>The tenant's ingress class.</summary>
    public static readonly NamedExpression IngressClass = new("class", TenantAnnotations.Value(TenantAnnotations.IngressClass));

    /// <summary>The tenant's issuer.</summary>
    public static readonly NamedExpression Issuer = new("issuer", TenantAnnotations.Value(TenantAnnotations.Issuer));

    /// <summary>
    /// Whether a host name is one of <see cref="Domains"/>, or one level below a wildcard among them: the wildcard is built from the name,
    /// as walking through all domains for each name costs more than the API server allows.
    /// </summary>
    /// <param name="host">Expression of the host name.</param>
    public static string Owns(string host) =>
        $"""
        {host} in variables.domains ||
          {host}.indexOf(".") > 0 && ("*" + {host}.substring({host}.indexOf("."))) in variables.domains
        """;

    /// <summary>What people read of names that aren't the tenant's.</summary>
    /// <param name="what">What they are: hosts.</param>
    /// <param name="names">Expression of a list of them.</param>
    public static string Disowned(string what, string names) =>
        $"""
        {what} that aren't among the tenant's domains: `{GuardMessage.Short($"{names}.join(\", \")")}`; its domains are `{OwnDomains}`,
        others are given by the platform
        """;

    private static string OwnDomains => GuardMessage.Short($"""
        (variables.domains.size() == 0 ? "none" : {TenantAnnotations.Value(TenantAnnotations.Domains)}.replace("\n", ", "))
        """);
}
