using System.Text.Json.Nodes;
using Infra.Planning;
using Infra.Tests.Charts;

namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>What the quotas of a namespace allow.</summary>
internal static class Quotas
{
    /// <summary>What a quota says against a new object; null: nothing.</summary>
    public static string? Objection(ObjectStore objects, StoredObject added)
    {
        if (added.Key.Namespace is not { } ns) return null;
        foreach (var quota in objects.OfKind("ResourceQuota").Where(quota => quota.Key.Namespace == ns))
        {
            foreach (var (name, hard) in quota.Body.At("spec", "hard") as JsonObject ?? [])
            {
                if (!InScope(quota, added) || Amount(name, added) is not (> 0 and var asked)) continue;
                var used = objects.In(ns).Where(other => InScope(quota, other)).Sum(other => Amount(name, other));
                if (used + asked > Quantity.Of(hard!))
                    return $"exceeded quota: {quota.Key.Name}, requested: {name}={asked}, used: {name}={used}, limited: {name}={hard}";
            }
        }

        return null;
    }

    private static decimal Amount(string name, StoredObject stored)
    {
        var spec = stored.Body["spec"];
        return stored.Key.Kind switch
        {
            "Pod" when stored.Ended => 0,
            "Pod" when name == "pods" => 1,
            "Pod" when name.StartsWith("requests.", StringComparison.Ordinal) =>
                (spec.At("containers") as JsonArray ?? []).Sum(container =>
                    container.At("resources", "requests", name["requests.".Length..]) is { } request ? Quantity.Of(request) : 0),
            "Service" when name == "services.loadbalancers" => spec.At("type")?.GetValue<string>() == "LoadBalancer" ? 1 : 0,
            _ => name == stored.Key.Resource || name == $"count/{stored.Key.Resource}"
                || name == $"count/{stored.Key.Resource}.{stored.Key.Group}" ? 1 : 0,
        };
    }

    // Scopes are about pods: a quota that has one counts nothing else.
    private static bool InScope(StoredObject quota, StoredObject stored)
    {
        var terms = quota.Body.At("spec", "scopeSelector", "matchExpressions") as JsonArray ?? [];
        if (terms.Count == 0) return true;
        var priority = stored.Body.At("spec", "priorityClassName")?.GetValue<string>();
        return stored.Key.Kind == "Pod" && terms.All(term => term!["scopeName"]!.GetValue<string>() == "PriorityClass"
            && term["operator"]!.GetValue<string>() switch
            {
                "In" => term["values"].Texts().Contains(priority),
                "NotIn" => !term["values"].Texts().Contains(priority),
                "Exists" => priority is not null,
                _ => priority is null,
            });
    }
}
