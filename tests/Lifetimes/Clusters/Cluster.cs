using System.Text.Json.Nodes;
using Infra.Planning;

namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>
/// A cluster whose API server is asked for one thing at a time; its controllers do their work when they are let (<see cref="Settle"/>).
/// </summary>
internal sealed class Cluster
{
    // Groups of kinds that come and go with a release.
    private static readonly Dictionary<string, ObjectKey> ReleasesOfGroups = new(StringComparer.Ordinal)
    {
        ["metallb.io"] = HelmRelease.Record("metallb-system", "metallb"),
        ["cert-manager.io"] = HelmRelease.Record("cert-manager", "cert-manager"),
    };

    private readonly IControlLoop[] _loops = ControlLoops.All;

    /// <summary>All that it is now. Put an earlier state back to go on from there.</summary>
    public ClusterState State { get; set; } = new();

    /// <summary>What guards refused, whoever asked, in words; the platform's own work isn't to be among it.</summary>
    public List<RefusedException> Refusals { get; } = [];

    /// <summary>Is told after each change.</summary>
    public Action? Changed { get; set; }

    /// <summary>All objects.</summary>
    public ObjectStore Objects => State.Objects;

    /// <summary>Creates an object.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="body">The object, in full.</param>
    /// <param name="complete">Adds what isn't in the body. Default nothing.</param>
    /// <param name="dryRun">Whether nothing comes of it. Default false.</param>
    /// <exception cref="RefusedException">It can't be.</exception>
    public void Create(Actor by, JsonObject body, Func<StoredObject, StoredObject>? complete = null, bool dryRun = false)
    {
        var key = ObjectKey.Of(body);
        AssertServed(key);
        var stored = (complete ?? (one => one))(new StoredObject(key, body, State.LastUid + 1));
        if (key is { Kind: "Namespace", Group: "" }) stored = stored with { Finalizers = [NamespaceDeletion.Finalizer] };
        var asked = stored.Full();
        var admitted = Admit(new ApiWrite(by, "CREATE", key, asked, null) { DryRun = dryRun });
        if (!ReferenceEquals(admitted, asked)) stored = stored with { Body = Own(admitted!, stored) };
        if (stored.Body.At("spec", "priorityClassName")?.GetValue<string>() is { } priority && key.Kind == "Pod"
            && Objects.Find(new ObjectKey("scheduling.k8s.io", "PriorityClass", null, priority)) is null)
        {
            throw new RefusedException($"{key} is forbidden: no PriorityClass with name {priority} was found");
        }

        if (Quotas.Objection(Objects, stored) is { } exceeded) throw new RefusedException($"{key} is forbidden: {exceeded}");
        if (dryRun) return;
        if (Objects.Find(key) is not null) throw new RefusedException($"{key} already exists");
        Set(State with { Objects = Objects.With(stored), LastUid = stored.Uid });
    }

    /// <summary>Changes an object.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="key">The object.</param>
    /// <param name="change">What becomes of it.</param>
    /// <param name="subresource">The part that is written. Default all of it.</param>
    /// <param name="dryRun">Whether nothing comes of it. Default false.</param>
    /// <exception cref="RefusedException">It can't be.</exception>
    public void Update(Actor by, ObjectKey key, Func<StoredObject, StoredObject> change, string subresource = "", bool dryRun = false)
    {
        AssertUp();
        var before = Objects.Find(key) ?? throw new RefusedException($"{key} not found");
        var after = change(before);
        Admit(new ApiWrite(by, "UPDATE", key, after.Full(), before.Full()) { Subresource = subresource, DryRun = dryRun });
        if (dryRun) return;
        if (!ReferenceEquals(after.Body, before.Body)) after = after with { Generation = before.Generation + 1 };
        Set(State with { Objects = IsGone(after) ? Objects.Without(key) : Objects.With(after) });
    }

    /// <summary>Asks for an object's deletion; it goes when nothing holds it any more. One that isn't there is fine.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="key">The object.</param>
    /// <param name="foreground">Whether what it owns goes first. Default false.</param>
    /// <exception cref="RefusedException">It can't be.</exception>
    public void Delete(Actor by, ObjectKey key, bool foreground = false)
    {
        AssertUp();
        if (Objects.Find(key) is not { } before) return;
        Admit(new ApiWrite(by, "DELETE", key, null, before.Full()));
        var after = before with { Deleting = true };
        if (foreground && !after.Finalizers.Contains(StoredObject.Foreground))
            after = after with { Finalizers = after.Finalizers.Add(StoredObject.Foreground) };
        Set(State with { Objects = IsGone(after) ? Objects.Without(key) : Objects.With(after) });
    }

    /// <summary>Whether it knows a kind: some come with a release.</summary>
    public bool Serves(ObjectKey key) => !ReleasesOfGroups.TryGetValue(key.Group, out var release) || Objects.Find(release) is not null;

    /// <summary>Puts an object there as if it had always been: what a tenant applied before the story begins.</summary>
    public void Plant(JsonObject body, Func<StoredObject, StoredObject>? complete = null)
    {
        var stored = (complete ?? (one => one))(new StoredObject(ObjectKey.Of(body), body, State.LastUid + 1));
        Set(State with { Objects = Objects.With(stored), LastUid = stored.Uid });
    }

    /// <summary>Lets every controller do its work until none has anything left that it can do.</summary>
    /// <param name="random">The order in which they come. Default the same each time.</param>
    public void Settle(Random? random = null)
    {
        if (State.Servers.IsEmpty) return;
        bool busy;
        do
        {
            busy = false;
            if (random is not null) random.Shuffle(_loops);
            foreach (var loop in _loops) busy |= Work(loop);
        }
        while (busy);
    }

    /// <summary>Changes which machines do their part.</summary>
    public void Set(ClusterState state)
    {
        State = state;
        Changed?.Invoke();
    }

    // A controller whose write is refused tries again later.
    private bool Work(IControlLoop loop)
    {
        var before = State;
        foreach (var todo in loop.Todo(this).ToList())
        {
            try
            {
                todo();
            }
            catch (RefusedException)
            {
                // Kept in Refusals if a guard said it; else a quota or a namespace that goes.
            }
        }

        return !ReferenceEquals(before, State);
    }

    private JsonObject? Admit(ApiWrite write)
    {
        try
        {
            return Admission.Admit(Objects, write);
        }
        catch (RefusedException refusal) when (refusal.ByGuard)
        {
            Refusals.Add(refusal);
            throw;
        }
    }

    private static JsonObject Own(JsonObject admitted, StoredObject stored)
    {
        var body = admitted.DeepClone().AsObject();
        var metadata = body["metadata"]!.AsObject();
        if (!stored.Finalizers.IsEmpty) metadata.Remove("finalizers");
        if (stored.Owner != 0) metadata.Remove("ownerReferences");
        return body;
    }

    private static bool IsGone(StoredObject stored) =>
        stored.Deleting && stored.Finalizers.IsEmpty && (stored.Key.Kind != "Pod" || stored.Node is null || stored.Ended);

    private void AssertUp()
    {
        if (State.Servers.IsEmpty) throw new RefusedException("the cluster can't be reached");
    }

    private void AssertServed(ObjectKey key)
    {
        AssertUp();
        if (!Serves(key)) throw new RefusedException($"no matches for kind \"{key.Kind}\" in {key.Group}");
        if (key.Namespace is not { } ns) return;
        if (Objects.Find(ObjectKey.OfNamespace(ns)) is not { } holder) throw new RefusedException($"namespaces \"{ns}\" not found");
        if (holder.Deleting)
        {
            throw new RefusedException(
                $"{key} is forbidden: unable to create new content in namespace {ns} because it is being terminated");
        }
    }
}
