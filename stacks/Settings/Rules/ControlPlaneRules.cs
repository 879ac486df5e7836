using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>How many control plane servers there are, and which of them leads.</summary>
internal static class ControlPlaneRules
{
    public const int MostServers = 3;

    public static Complaint? Count(long count) => count is 1 or MostServers
        ? null
        : new Complaint("must be 1 or 3 (embedded etcd needs a majority)", count > 1 ? "use 3" : "use 1");

    public static Complaint? EntryNumber(long number) => number is >= 1 and <= MostServers
        ? null
        : new Complaint("must be the number of a control plane server, from 1 up to their count", "leave it out for 1");

    public static IEnumerable<Finding> EntryExists(SettingsDraft draft)
    {
        var controlPlane = draft.Cluster.ControlPlane;
        if (controlPlane.Entry.Is(out var entry) && controlPlane.Count.IsKnown && entry > controlPlane.Count.Or(1))
        {
            yield return new Finding(
                controlPlane.Entry.Place, $"must be the number of a control plane server, 1 to {controlPlane.Count.Or(1)}",
                "leave it out for 1");
        }
    }

    public static IEnumerable<Finding> RebuiltServerCanGo(SettingsDraft draft)
    {
        var controlPlane = draft.Cluster.ControlPlane;
        var readable = controlPlane.Count.IsKnown && controlPlane.Entry.IsKnown && controlPlane.RebuildServer.IsKnown;
        if (!controlPlane.RebuildWhy.IsGiven || !readable) yield break;
        var (count, server) = (controlPlane.Count.Or(1), controlPlane.RebuildServer.Or(1));
        if (server > count)
        {
            yield return new Finding(
                controlPlane.RebuildServer.Place, $"must be the number of a control plane server, 1 to {count}", "leave it out for 1");
        }
        else if (count > 1 && server == controlPlane.Entry.Or(1))
        {
            yield return new Finding(
                controlPlane.RebuildServer.Place, "is the server that operations go through (controlPlane.entry)",
                $"set controlPlane.entry: {(server == 1 ? 2 : 1)} in a deployment before");
        }
    }

    public static IEnumerable<Finding> HostsMatchCount(SettingsDraft draft)
    {
        var controlPlane = draft.Cluster.ControlPlane;
        if (!draft.Cluster.IsSsh || !controlPlane.Count.IsKnown || !controlPlane.HostCount.Is(out var hosts)) yield break;
        var count = controlPlane.Count.Or(1);
        if (hosts != count)
        {
            yield return new Finding(
                controlPlane.HostCount.Place, $"must name {count} host{(count == 1 ? "" : "s")} (controlPlane.count), but names {hosts}",
                hosts is 1 or MostServers ? $"set controlPlane.count: {hosts}, or name as many" : "name as many");
        }
    }
}
