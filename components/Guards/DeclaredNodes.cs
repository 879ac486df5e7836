using System.Collections.Immutable;

namespace Infra.Components.Guards;

/// <summary>The nodes that may join, as the guards read them: a ConfigMap beside the platform's other objects.</summary>
public static class DeclaredNodes
{
    /// <summary>The ConfigMap: each node's name is a key, its tenant the value; a server's value is empty.</summary>
    public static readonly GuardParameter Parameter = new("infra-nodes", "kube-system");

    /// <summary>What it holds.</summary>
    /// <param name="servers">Names of the control plane's nodes.</param>
    /// <param name="agents">The tenants' nodes: each one's name, and the tenant.</param>
    public static Dictionary<string, string> Data(ImmutableArray<string> servers, ImmutableSortedDictionary<string, string> agents) =>
        new(servers.Select(server => KeyValuePair.Create(server, "")).Concat(agents), StringComparer.Ordinal);
}
