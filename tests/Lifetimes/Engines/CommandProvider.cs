using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Components.Kubernetes;
using Infra.Planning;
using Infra.Tests.Lifetimes.Clusters;

namespace Infra.Tests.Lifetimes.Engines;

/// <summary>
/// The program's scripts, by their commands' names: what <c>install-k3s.sh</c>, <c>register-node.sh</c>, <c>forget-node.sh</c>,
/// <c>unregister-node.sh</c> and <c>release-machine.sh</c> do to the cluster. The others do nothing to it.
/// </summary>
internal static partial class CommandProvider
{
    private static readonly string[] OnEntry = ["membership", "register", "webhook"];

    /// <summary>Runs a command.</summary>
    public static void Create(Cluster cluster, PlannedResource command)
    {
        var (node, what) = Split(command);
        AssertAnswers(cluster, node, what);
        switch (what)
        {
            case "k3s":
                Install(cluster, node, command.Readable["stdin"]!.GetValue<string>());
                break;
            case "register":
                Register(cluster, node);
                break;
            case "membership" when !cluster.State.Kubelets.Contains(node):
                // A dead node under that name would keep the new machine out.
                cluster.Delete(Actor.Administrator, ObjectKey.OfNode(node));
                break;
        }
    }

    /// <summary>Runs what a command is to do at its end.</summary>
    public static void Delete(Cluster cluster, PlannedResource command)
    {
        if (!command.Inputs.ContainsKey("delete")) return;
        var (node, what) = Split(command);
        AssertAnswers(cluster, node, what);
        if (what == "membership" && !cluster.State.Servers.IsEmpty) Drain(cluster, node);
        else if (what == "release") MachineProvider.Stop(cluster, node);
    }

    private static void Install(Cluster cluster, string node, string configuration)
    {
        var isServer = !configuration.Contains($"{TenantLabels.NodeKey}=", StringComparison.Ordinal);
        if (isServer && cluster.State.Servers.IsEmpty)
        {
            cluster.Set(cluster.State with { Servers = cluster.State.Servers.Add(node) });
            foreach (var ns in new[] { "default", "kube-system" })
                cluster.Plant(Namespace(ns));
        }

        if (cluster.Objects.Find(ObjectKey.OfNode(node)) is null)
            cluster.Create(Actor.Kubelet(node), Node(node, configuration));
        cluster.Set(cluster.State with
        {
            Kubelets = cluster.State.Kubelets.Add(node),
            Servers = isServer ? cluster.State.Servers.Add(node) : cluster.State.Servers,
        });
    }

    private static void Register(Cluster cluster, string node) => cluster.Update(Actor.Administrator, ObjectKey.OfNode(node), one =>
    {
        var body = one.Body.DeepClone().AsObject();
        var taint = one.Body.At("spec", "taints")!.AsArray().First(taint => taint!["key"]!.GetValue<string>() == TenantLabels.NodeKey)!;
        body["metadata"]!["labels"]![TenantLabels.NodeKey] = taint["value"]!.GetValue<string>();
        return one with { Body = body };
    });

    // Evictions are waited for where the node answers, and only so long; then the Node object goes.
    private static void Drain(Cluster cluster, string node)
    {
        if (cluster.State.Kubelets.Contains(node))
        {
            foreach (var pod in cluster.Objects.OfKind("Pod").Where(pod => pod.Node == node).ToList())
                cluster.Delete(Actor.Administrator, pod.Key);
            cluster.Settle();
        }

        cluster.Delete(Actor.Administrator, ObjectKey.OfNode(node));
    }

    private static void AssertAnswers(Cluster cluster, string node, string what)
    {
        if (cluster.State.Dead.Contains(node) && !OnEntry.Contains(what))
            throw new RefusedException($"{node}-{what}: after 30 failed attempts: dial tcp: connect: no route to host");
    }

    private static (string Node, string What) Split(PlannedResource command)
    {
        var at = command.Name.LastIndexOf('-');
        return (command.Name[..at], command.Name[(at + 1)..]);
    }

    private static JsonObject Namespace(string name) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Namespace",
        ["metadata"] = new JsonObject { ["name"] = name },
    };

    private static JsonObject Node(string name, string configuration) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Node",
        ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = new JsonObject { ["kubernetes.io/hostname"] = name } },
        ["spec"] = new JsonObject
        {
            ["taints"] = new JsonArray([.. Taint().Matches(configuration).Select(taint => new JsonObject
            {
                ["key"] = taint.Groups["key"].Value,
                ["value"] = taint.Groups["value"].Value,
                ["effect"] = taint.Groups["effect"].Value,
            })]),
        },
    };

    [GeneratedRegex("^ *- (?<key>[^=:\\s]+)(=(?<value>[^:\\s]*))?:(?<effect>NoSchedule|NoExecute)\\s*$", RegexOptions.Multiline)]
    private static partial Regex Taint();
}
