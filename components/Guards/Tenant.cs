using Infra.Components.Kubernetes;

namespace Infra.Components.Guards;

/// <summary>How expressions ask whose namespace a request is for.</summary>
internal static class Tenant
{
    /// <summary>The tenant's name, from its namespace's own label.</summary>
    public static readonly NamedExpression Name =
        new("tenant", $"""namespaceObject.metadata.labels["{TenantLabels.OwnerKey}"]""");

    /// <summary>Whether a host name is one of the tenant's domains or the name that a wildcard among them covers.</summary>
    /// <param name="host">Expression of the host name.</param>
    public static string Owns(string host) =>
        $"""
        params.data.{TenantParameter.Domains}.split("\n").exists(domain, domain != "" && ({host} == domain ||
          domain.startsWith("*.") && !{host}.startsWith("*.") && {host}.endsWith(domain.substring(1)) &&
          {host}.indexOf(".") == {host}.size() - domain.size() + 1))
        """;

    /// <summary>The tenant's domains, for a message.</summary>
    public const string Domains =
        $"""(params.data.{TenantParameter.Domains} == "" ? "none" : params.data.{TenantParameter.Domains}.replace("\n", ", "))""";
}
