using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Components.K3s;

/// <summary>Where an API server is reached.</summary>
/// <param name="Name">Name of its context in administrators' kubeconfigs.</param>
/// <param name="Url">Its URL (<c>https://203.0.113.10:6443</c>).</param>
public sealed record ApiServer(string Name, string Url);

/// <summary>Kubeconfigs: the administrators', made from the one that K3s writes, and tenants'.</summary>
public static class Kubeconfig
{
    /// <summary>Name of the context that leads to a server.</summary>
    /// <param name="cluster">Name of the cluster: the context of the entry server, which is the current one.</param>
    /// <param name="server">The server's number.</param>
    /// <param name="entry">The entry server's number.</param>
    public static string Context(string cluster, int server, int entry) =>
        server == entry ? cluster : string.Create(CultureInfo.InvariantCulture, $"{cluster}-{server}");

    /// <summary>
    /// Names a K3s kubeconfig's cluster and user and gives it one context a server, so that there is another way when one is lost.
    /// </summary>
    /// <param name="k3sYaml">Content of <c>/etc/rancher/k3s/k3s.yaml</c>.</param>
    /// <param name="cluster">Name of the cluster, and of the user.</param>
    /// <param name="servers">The API servers; the first one's context is the current one.</param>
    /// <exception cref="FormatException"><paramref name="k3sYaml"/> isn't a kubeconfig with one cluster and one user.</exception>
    public static string Rewrite(string k3sYaml, string cluster, ImmutableArray<ApiServer> servers)
    {
        var (authority, user) = Parse(k3sYaml);
        return Write(servers, authority, cluster, user, context => context);
    }

    /// <summary>Makes the kubeconfig of a tenant: its account's, with its namespace where none is named.</summary>
    /// <param name="servers">The API servers; the first one's context is the current one.</param>
    /// <param name="tenant">The tenant's name: contexts are <c>&lt;tenant&gt;@&lt;server&gt;</c>, so that several can be merged.</param>
    /// <param name="ns">The tenant's namespace.</param>
    /// <param name="secret">Content of the Secret with the account's token, in base64, as the API gives it.</param>
    /// <exception cref="FormatException">The Secret holds no token.</exception>
    public static string OfTenant(
        ImmutableArray<ApiServer> servers, string tenant, string ns, IReadOnlyDictionary<string, string> secret)
    {
        // Kubernetes fills it in after the Secret was made; Pulumi's provider waits for that, 5 s.
        if (!secret.TryGetValue("token", out var token) || !secret.TryGetValue("ca.crt", out var authority))
            throw new FormatException($"Kubernetes hasn't made the token of tenant '{tenant}' yet: run 'up' again.");
        var user = new Dictionary<string, object> { ["token"] = Encoding.UTF8.GetString(Convert.FromBase64String(token)) };
        return Write(servers, authority, $"{tenant}@{servers[0].Name}", user, server => $"{tenant}@{server}", ns);
    }

    private static string Write(
        ImmutableArray<ApiServer> servers,
        string authority,
        string userName,
        Dictionary<string, object> user,
        Func<string, string> context,
        string? ns = null) => Yaml.Write(new Dictionary<string, object>
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Config",
            ["clusters"] = servers.Select(server => new Dictionary<string, object>
            {
                ["name"] = server.Name,
                ["cluster"] = new Dictionary<string, object> { ["server"] = server.Url, ["certificate-authority-data"] = authority },
            }).ToArray(),
            ["users"] = new[] { new Dictionary<string, object> { ["name"] = userName, ["user"] = user } },
            ["contexts"] = servers.Select(server => new Dictionary<string, object>
            {
                ["name"] = context(server.Name),
                ["context"] = Context(server.Name, userName, ns),
            }).ToArray(),
            ["current-context"] = context(servers[0].Name),
        });

    private static Dictionary<string, object> Context(string cluster, string user, string? ns)
    {
        var context = new Dictionary<string, object> { ["cluster"] = cluster, ["user"] = user };
        if (ns is not null) context["namespace"] = ns;
        return context;
    }

    private static (string Authority, Dictionary<string, object> User) Parse(string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            var root = (YamlMappingNode)stream.Documents.Single().RootNode;
            var authority = Text(Only(root, "clusters", "cluster"), "certificate-authority-data");
            var user = Only(root, "users", "user").Children.ToDictionary(
                entry => ((YamlScalarNode)entry.Key).Value!, entry => (object)((YamlScalarNode)entry.Value).Value!, StringComparer.Ordinal);
            return (authority, user);
        }
        catch (Exception exception)
            when (exception is YamlException or InvalidOperationException or InvalidCastException or KeyNotFoundException)
        {
            // The text holds a key, so it isn't shown.
            throw new FormatException("K3s's kubeconfig can't be read: look at /etc/rancher/k3s/k3s.yaml on the entry server.", exception);
        }
    }

    private static YamlMappingNode Only(YamlMappingNode root, string list, string key) =>
        (YamlMappingNode)((YamlMappingNode)((YamlSequenceNode)root[list]).Children.Single())[key];

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node[key]).Value!;
}
