using System.Collections.Immutable;

namespace Infra.Components.Guards;

/// <summary>The nodes that may join, as the guards read them: a ConfigMap beside the platform's other objects.</summary>
public static class DeclaredNodes
{
    /// <summary>
    /// What follows a node's name in the key of its internal addresses. No node's name has an underscore, so none is declared by it.
    /// </summary>
    internal const string Internal = "_internal";

    /// <summary>What follows a node's name in the key of its external addresses.</summary>
    internal const string External = "_external";

    /// <summary>
    /// The ConfigMap: each node's name is a key, its tenant the value; a server's value is empty. Addresses of tenants' nodes have keys of
    /// their own, as far as they are known.
    /// </summary>
    public static readonly GuardParameter Parameter = new("infra-nodes", "kube-system");

    /// <summary>What it holds.</summary>
    /// <param name="servers">Names of the control plane's nodes.</param>
    /// <param name="agents">The tenants' nodes.</param>
    public static Dictionary<string, string> Data(ImmutableArray<string> servers, ImmutableArray<DeclaredAgent> agents)
    {
        var data = servers.ToDictionary(server => server, _ => "", StringComparer.Ordinal);
        foreach (var agent in agents)
        {
            data.Add(agent.Node, agent.Tenant);
            if (agent.InternalAddresses is { } inside)
                data.Add(agent.Node + Internal, inside);
            if (agent.ExternalAddresses is { } outside)
                data.Add(agent.Node + External, outside);
        }

        return data;
    }
}
