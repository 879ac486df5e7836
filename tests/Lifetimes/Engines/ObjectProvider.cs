using Infra.Planning;
using Infra.Tests.Lifetimes.Clusters;

namespace Infra.Tests.Lifetimes.Engines;

/// <summary>
/// Objects of the Kubernetes API (pulumi-kubernetes 4.32): what is there already is taken over where the provider was told so, and a
/// deletion in the foreground is waited for.
/// </summary>
internal static class ObjectProvider
{
    /// <summary>Whether the provider itself has the old object go before the new one comes: where both have one name.</summary>
    public static bool DeletesFirst(PlannedResource before, PlannedResource after) => after.IsObject() && Key(before) == Key(after);

    /// <summary>What an object is known by.</summary>
    public static ObjectKey Key(PlannedResource resource) => ObjectKey.Of(resource.Inputs);

    /// <summary>Whether it is there already and counts as made, with what it says now.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="resource">The object.</param>
    /// <param name="provider">The provider that makes it.</param>
    public static bool TakesOver(Cluster cluster, PlannedResource resource, PlannedResource? provider) =>
        provider?.Text("upsertExistingObjects") == "true" && cluster.Objects.Find(Key(resource)) is { Deleting: false };

    /// <summary>Creates it.</summary>
    public static void Create(Cluster cluster, PlannedResource resource) => cluster.Create(Actor.Administrator, resource.Inputs);

    /// <summary>Changes it; in a run, whatever others wrote is overwritten.</summary>
    public static void Update(Cluster cluster, PlannedResource after) => cluster.Update(
        Actor.Administrator, Key(after), one => one with { Body = after.Inputs, OtherManager = null });

    /// <summary>Asks for its deletion.</summary>
    public static void Delete(Cluster cluster, PlannedResource resource) =>
        cluster.Delete(Actor.Administrator, Key(resource), foreground: true);

    /// <summary>What is left of it.</summary>
    public static string? Remains(Cluster cluster, PlannedResource resource) =>
        cluster.Objects.Find(Key(resource)) is { Deleting: true } left ? $"{left.Key}: timed out waiting for the condition" : null;

    /// <summary>
    /// Asks the server whether it would take a creation or an update; in a namespace that isn't there yet it isn't asked.
    /// </summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="after">The object.</param>
    /// <param name="force">Whether others' fields are taken over.</param>
    public static void DryRun(Cluster cluster, PlannedResource after, bool force)
    {
        var key = Key(after);
        if (key.Namespace is { } ns && cluster.Objects.Find(ObjectKey.OfNamespace(ns)) is null) return;
        if (!cluster.Serves(key)) return;
        if (cluster.Objects.Find(key) is not { } known)
        {
            cluster.Create(Actor.Administrator, after.Inputs, dryRun: true);
            return;
        }

        if (known.OtherManager is { } manager && !force)
            throw new RefusedException($"{key}: server-side apply field conflict detected: conflict with \"{manager}\"");
        cluster.Update(Actor.Administrator, key, one => one with { Body = after.Inputs }, dryRun: true);
    }
}
