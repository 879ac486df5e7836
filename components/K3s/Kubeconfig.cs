using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Components.K3s;

/// <summary>The administrators' kubeconfig, made from the one that K3s writes.</summary>
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
    /// <param name="cluster">Name of the cluster, the user and the current context.</param>
    /// <param name="entry">URL for the current context (<c>https://203.0.113.10:6443</c>).</param>
    /// <param name="others">Further contexts: name and URL.</param>
    /// <exception cref="FormatException"><paramref name="k3sYaml"/> isn't a kubeconfig with one cluster and one user.</exception>
    public static string Rewrite(string k3sYaml, string cluster, string entry, ImmutableArray<(string Name, string Url)> others)
    {
        var (authority, user) = Parse(k3sYaml);
        ImmutableArray<(string Name, string Url)> servers = [(cluster, entry), .. others];
        return Yaml.Write(new Dictionary<string, object>
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Config",
            ["clusters"] = servers.Select(server => new Dictionary<string, object>
            {
                ["name"] = server.Name,
                ["cluster"] = new Dictionary<string, object> { ["server"] = server.Url, ["certificate-authority-data"] = authority },
            }).ToArray(),
            ["users"] = new[] { new Dictionary<string, object> { ["name"] = cluster, ["user"] = user } },
            ["contexts"] = servers.Select(server => new Dictionary<string, object>
            {
                ["name"] = server.Name,
                ["context"] = new Dictionary<string, object> { ["cluster"] = server.Name, ["user"] = cluster },
            }).ToArray(),
            ["current-context"] = cluster,
        });
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
