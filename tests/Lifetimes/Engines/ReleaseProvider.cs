using System.Text.Json.Nodes;
using Infra.Planning;
using Infra.Tests.Lifetimes.Clusters;

namespace Infra.Tests.Lifetimes.Engines;

/// <summary>Helm releases (Helm 3.20 within pulumi-kubernetes 4.32): whoever installs one waits until it works.</summary>
internal static class ReleaseProvider
{
    /// <summary>Installs it; an atomic one that doesn't work in time is taken away again.</summary>
    public static void Create(Cluster cluster, PlannedResource release)
    {
        if (cluster.Objects.Find(HelmRelease.Record(release)) is not null)
            throw new RefusedException($"{release.Name}: cannot re-use a name that is still in use");
        try
        {
            Write(cluster, release);
            Await(cluster, release);
        }
        catch (RefusedException) when (IsAtomic(release))
        {
            Delete(cluster, release);
            cluster.Settle();
            throw;
        }
    }

    /// <summary>Upgrades it; an atomic one that doesn't work in time is taken back to what it was.</summary>
    public static void Update(Cluster cluster, PlannedResource before, PlannedResource after)
    {
        try
        {
            Write(cluster, after);
            Await(cluster, after);
        }
        catch (RefusedException) when (IsAtomic(after))
        {
            Write(cluster, before);
            cluster.Settle();
            throw;
        }
    }

    /// <summary>Uninstalls whatever is installed under its name.</summary>
    public static void Delete(Cluster cluster, PlannedResource release)
    {
        foreach (var body in HelmRelease.Objects(release).Reverse())
            cluster.Delete(Actor.Administrator, ObjectKey.Of(body));
    }

    /// <summary>What is left of it.</summary>
    public static string? Remains(Cluster cluster, PlannedResource release) => HelmRelease.Objects(release)
        .Select(body => cluster.Objects.Find(ObjectKey.Of(body)))
        .Where(left => left is { Deleting: true })
        .Select(left => $"{left!.Key}: timed out waiting for the condition").FirstOrDefault();

    private static bool IsAtomic(PlannedResource release) => release.At("atomic")?.ToString() == "true";

    private static void Write(Cluster cluster, PlannedResource release)
    {
        foreach (var body in HelmRelease.Objects(release))
        {
            if (cluster.Objects.Find(ObjectKey.Of(body)) is not { } known) cluster.Create(Actor.Administrator, body);
            else if (!ReferenceEquals(known.Body, body) && !JsonNode.DeepEquals(known.Body, body))
                cluster.Update(Actor.Administrator, known.Key, one => one with { Body = body });
        }
    }

    private static void Await(Cluster cluster, PlannedResource release)
    {
        cluster.Settle();
        foreach (var deployment in HelmRelease.Objects(release).Select(body => cluster.Objects.Find(ObjectKey.Of(body)))
            .Where(stored => stored?.Key.Kind == "Deployment"))
        {
            if (IngressHealth.Of(cluster, deployment!) is { } problem)
                throw new RefusedException($"Helm release {release.Name}: timed out waiting for the condition ({problem})");
        }
    }
}
