using Infra.Components.Kubernetes;

namespace Infra.Components.Guards;

/// <summary>Which tolerations a tenant's pod may have.</summary>
internal static class PodTolerations
{
    /// <summary>Whether one is for the tenant's own node.</summary>
    /// <param name="toleration">Expression of the toleration.</param>
    public static string Own(string toleration) =>
        $"""
        {toleration}.?key.orValue("") == "{TenantLabels.NodeKey}" && {toleration}.?operator.orValue("Equal") == "Equal" &&
          {toleration}.?value.orValue("") == variables.tenant
        """;

    /// <summary>Whether one is for what befalls a node, such as a lack of memory: Kubernetes adds such itself.</summary>
    /// <param name="toleration">Expression of the toleration.</param>
    public static string OfConditions(string toleration) => $"""{toleration}.?key.orValue("").startsWith("node.kubernetes.io/")""";
}
