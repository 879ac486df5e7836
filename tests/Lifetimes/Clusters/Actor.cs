using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>Who writes to the cluster.</summary>
/// <param name="Name">The user's name.</param>
/// <param name="Groups">Its groups.</param>
internal sealed record Actor(string Name, params ImmutableArray<string> Groups)
{
    private const string Masters = "system:masters";

    /// <summary>Pulumi, Helm within it and the program's scripts: all have the cluster's own kubeconfig.</summary>
    public static readonly Actor Administrator = new("system:admin", Masters, "system:authenticated");

    /// <summary>Takes finalizers off what is deleted in the foreground, and what has lost its owner away.</summary>
    public static readonly Actor GarbageCollector = Controller("generic-garbage-collector");

    /// <summary>Empties namespaces that are deleted.</summary>
    public static readonly Actor NamespaceController = Controller("namespace-controller");

    /// <summary>Counts Jobs' pods, and lets go of each that it has counted.</summary>
    public static readonly Actor JobController = Controller("job-controller");

    /// <summary>Makes Deployments' pods; the step by way of a ReplicaSet is left out.</summary>
    public static readonly Actor ReplicaSetController = Controller("replicaset-controller");

    /// <summary>Takes pods away whose node is no more.</summary>
    public static readonly Actor PodCollector = Controller("pod-garbage-collector");

    /// <summary>Gives pods their nodes.</summary>
    public static readonly Actor Scheduler = new("system:kube-scheduler", "system:authenticated");

    /// <summary>Gives Services their addresses.</summary>
    public static readonly Actor MetalLB = Account("metallb-system", "metallb-controller");

    /// <summary>What it says of itself to expressions.</summary>
    public JsonObject UserInfo { get; init; } = new()
    {
        ["username"] = Name,
        ["groups"] = new JsonArray([.. Groups.Select(group => JsonValue.Create(group))]),
    };

    /// <summary>What else it may do than a user of its groups: verb, group, resource.</summary>
    public ImmutableArray<(string Verb, string Group, string Resource)> Rights { get; init; } = [];

    /// <summary>A node's kubelet.</summary>
    public static Actor Kubelet(string node) => new($"system:node:{node}", "system:nodes", "system:authenticated");

    /// <summary>A service account.</summary>
    public static Actor Account(string ns, string name) => new(
        $"system:serviceaccount:{ns}:{name}", "system:serviceaccounts", $"system:serviceaccounts:{ns}", "system:authenticated");

    /// <summary>Whether it may do something.</summary>
    public bool May(string verb, string group, string resource) =>
        Groups.Contains(Masters) || Rights.Contains((verb, group, resource));

    /// <inheritdoc />
    public override string ToString() => Name;

    private static Actor Controller(string name) => Account("kube-system", name);
}
