using Infra.Clusters;
using Infra.Planning;

namespace Infra.Verifying.Platform;

/// <summary>Whether the objects that the program made are still there as it made them.</summary>
internal static class ObjectCheck
{
    public static LiveCheck Check { get; } = new(
        "objects-as-planned", "platform", "No object of the program is missing or changed.")
    {
        Probes = cluster => cluster.Plan.Objects()
            .Where(planned => cluster.Tenants.Length == cluster.AllTenants.Length
                || cluster.Inventory.OwnerOf(planned) is not { } owner || cluster.Tenants.Any(tenant => tenant.Name == owner.Name))
            .Select(planned => new Probe(
                LiveObjects.Shown(planned.Text("kind")!, planned.Namespace(), planned.ObjectName()),
                cancellation => FindAsync(cluster, planned, cancellation))),
    };

    /// <summary>
    /// Asks the server what the live object would be if the planned one took its place, by a dry run. So nothing here need know what a
    /// server fills in, leaves out or spells otherwise, and what somebody added is seen, too.
    /// </summary>
    private static async Task<IEnumerable<Observation>> FindAsync(LiveCluster cluster, PlannedResource planned,
        CancellationToken cancellation)
    {
        var (apiVersion, kind, ns, name) = (planned.Text("apiVersion")!, planned.Text("kind")!, planned.Namespace(), planned.ObjectName());
        var where = LiveObjects.Shown(kind, ns, name);
        const string author = "find out from the audit log who did it";
        var restored = $"{author}; '{cluster.Renewal}' puts it back";
        if (await cluster.FindAsync(apiVersion, kind, ns, name, cancellation).ConfigureAwait(false) is not { } live)
            return [new Fault(where, "isn't there", $"{author}; '{cluster.Renewal}' makes it again")];
        if (live.Word("metadata", "deletionTimestamp") is not null)
            return [new Fault(where, "is being deleted", $"{author}; once it is gone, '{cluster.Renewal}' makes it again")];

        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        var wanted = cluster.Addresses.Replace(planned.Inputs, unknown)!.AsObject();
        if (unknown.Count > 0)
            throw new ClusterException($"the real addresses behind {string.Join(", ", unknown)} aren't known");
        wanted["metadata"]!["resourceVersion"] = live.Word("metadata", "resourceVersion");
        var answer = await cluster.TryAsync(DryRun.Replace(wanted), cancellation).ConfigureAwait(false);
        return answer switch
        {
            { Succeeded: true, Body: { } result } => ObjectDifference.Between(live, result, wanted).Select(difference => new Fault(
                where, difference.Text, difference.IsSeenByPulumi ? restored
                    : $"{author}, and take it out with '{Edit(kind, ns, name)}': Pulumi doesn't look at what it didn't write")),
            // What can't be changed back in place was changed by somebody: a binding's role, for example.
            { Status: 422 } => [new Fault(where, $"can't become what is planned: {answer.Message}", restored)],
            _ => throw new ClusterException($"a dry run was answered with {answer.Status}: {answer.Message}"),
        };
    }

    private static string Edit(string kind, string? ns, string name) =>
        $"kubectl {(ns is null ? "" : $"-n {ns} ")}edit {kind.ToLowerInvariant()} {name}";
}
