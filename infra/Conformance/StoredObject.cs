using System.Text.Json.Nodes;
using Infra.Planning;

namespace Infra.Conformance;

/// <summary>Objects that must really be there before a case, as updates and deletions can't be tried on nothing.</summary>
internal static class StoredObject
{
    /// <summary>Why one can't be made on a cluster that has other work to do; null: nothing would come of it.</summary>
    public static string? Consequence(JsonObject thing) => PlannedGuards.Kind(thing) switch
    {
        "Node" => "needs a Node, which the cluster's controllers would take for one",
        "Service" when Text(thing, "spec", "type") == "LoadBalancer" =>
            "needs a Service of type LoadBalancer, which would be given an address",
        "CronJob" or "DaemonSet" or "Job" => $"needs a {PlannedGuards.Kind(thing)}, whose pods would run",
        _ => null,
    };

    /// <summary>The object, made so that no pod of it runs. No guard looks at what is added.</summary>
    public static JsonObject Idle(JsonObject thing)
    {
        var idle = thing.DeepClone().AsObject();
        switch (PlannedGuards.Kind(idle))
        {
            // Of a scheduler that there isn't; a node's name would be one that there isn't, either.
            case "Pod" when Text(idle, "spec", "nodeName") is null:
                idle["spec"]!["schedulerName"] = "none";
                break;
            case "Deployment":
                idle["spec"]!["paused"] = true;
                break;
            case "ReplicaSet" or "ReplicationController" or "StatefulSet":
                idle["spec"]!["replicas"] = 0;
                break;
        }

        return idle;
    }

    private static string? Text(JsonObject thing, params string[] path) => thing.At(path)?.GetValue<string>();
}
