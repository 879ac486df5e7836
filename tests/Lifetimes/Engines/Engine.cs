using System.Collections.Immutable;
using Infra.Planning;
using Infra.Tests.Lifetimes.Clusters;

namespace Infra.Tests.Lifetimes.Engines;

/// <summary>
/// Pulumi's engine on a cluster, one step at a time: previews, creations and changes in the order of dependencies, replacements, deletions
/// in layers. The first error ends a run; what was done stays in the state.
/// </summary>
/// <param name="cluster">The cluster.</param>
internal sealed class Engine(Cluster cluster)
{
    private Random? _chance;
    private bool _soon;

    /// <summary>What it knows. Put an earlier state back to go on from there.</summary>
    public StackState State { get; set; } = new();

    /// <summary>Steps that were done in the last run.</summary>
    public int Steps { get; private set; }

    /// <summary>Whether all is left off after so many steps; null: never.</summary>
    public int? StopAfter { get; set; }

    /// <summary>
    /// Whether it is killed then, within the last step: an object is made, and the state doesn't know of it. Default false.
    /// </summary>
    public bool IsKilled { get; set; }

    /// <summary>The last steps, in words.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Previews a plan, and deploys it.</summary>
    /// <exception cref="DeploymentException">Preview or run end with an error.</exception>
    /// <exception cref="StoppedException">The run was stopped.</exception>
    public void Up(Registrations registrations, DeploymentOrder? order = null)
    {
        Steps = 0;
        Log.Clear();
        _chance = order?.Seed is { } seed ? new Random(seed) : null;
        _soon = order?.Seed % 2 == 1;
        new Preview(cluster, State, registrations).Run();
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in registrations.InOrder(order ?? DeploymentOrder.Plain))
        {
            Register(registrations, resource, done);
            done.Add(resource.Urn);
        }

        var gone = State.Entries.Values.Where(entry => !done.Contains(entry.Urn)).Concat(State.Replaced)
            .OrderBy(entry => (order ?? DeploymentOrder.Plain).Of(entry.Urn)).ThenBy(entry => entry.Urn, StringComparer.Ordinal);
        Delete([.. gone]);
    }

    /// <summary>Destroys all.</summary>
    public void Destroy(Plan plan, DeploymentOrder? order = null) =>
        Up(new Registrations(plan with { Resources = [] }), order);

    /// <summary>Looks at what is there: what is gone is forgotten, what is otherwise is put right by the next run.</summary>
    public void Refresh()
    {
        foreach (var entry in State.Entries.Values.Where(entry => entry.Resource.IsObject()))
        {
            var live = cluster.Objects.Find(ObjectProvider.Key(entry.Resource));
            if (live is null) State = State with { Entries = State.Entries.Remove(entry.Urn) };
            else if (live.OtherManager is not null) Put(entry with { Drifted = true });
        }
    }

    private void Register(Registrations registrations, PlannedResource after, HashSet<string> done)
    {
        var entry = State.Of(after);
        if (entry is not null && entry.Urn != after.Urn) State = State with { Entries = State.Entries.Remove(entry.Urn) };
        var provider = registrations.Find(after.Provider);
        switch (Differences.Of(entry, after, provider, Id))
        {
            case Operation.Same when ReferenceEquals(entry!.Resource, after):
                break;
            case Operation.Same:
                Put(Entry(registrations, after, entry!.Id));
                break;
            case Operation.Update:
                Do($"update {after.Name}", () => Provider.Of(after).Update(cluster, entry!.Resource, after));
                Put(Entry(registrations, after, entry!.Id));
                Count();
                break;
            case Operation.Replace when after.DeleteBeforeReplace || ObjectProvider.DeletesFirst(entry!.Resource, after):
                Delete([entry!, .. Followers(registrations, entry!, done)]);
                Create(registrations, after);
                break;
            case Operation.Replace:
                State = State with { Replaced = State.Replaced.Add(entry!) };
                Create(registrations, after, instead: entry);
                break;
            case Operation.Create:
                Create(registrations, after);
                break;
        }
    }

    private void Create(Registrations registrations, PlannedResource after, StateEntry? instead = null)
    {
        try
        {
            if (!after.IsComponent) Do($"create {after.Name}", () => Make(registrations, after));
        }
        catch (DeploymentException) when (instead is not null)
        {
            // The old one stays what it was.
            State = State with { Replaced = State.Replaced.Remove(instead) };
            throw;
        }

        if (IsKilled && after.IsObject() && Steps + 1 == StopAfter) Count();
        State = State with { LastId = State.LastId + 1 };
        Put(Entry(registrations, after, State.LastId));
        if (!after.IsComponent) Count();
    }

    private void Make(Registrations registrations, PlannedResource after)
    {
        if (after.IsObject() && ObjectProvider.TakesOver(cluster, after, registrations.Find(after.Provider)))
            ObjectProvider.Update(cluster, after);
        else
            Provider.Of(after).Create(cluster, after);
    }

    /// <summary>What must go before something goes that comes anew: whatever would be replaced because of it.</summary>
    private List<StateEntry> Followers(Registrations registrations, StateEntry head, HashSet<string> done)
    {
        var found = new List<StateEntry>();
        var open = new Queue<string>([head.Urn]);
        while (open.TryDequeue(out var urn))
        {
            foreach (var entry in State.Entries.Values.Where(entry => !done.Contains(entry.Urn) && entry.Urn != head.Urn
                && !found.Contains(entry)
                && Differences.FollowsReplacement(entry.Resource, registrations.Find(entry.Resource.Provider), urn)))
            {
                found.Add(entry);
                open.Enqueue(entry.Urn);
            }
        }

        return found;
    }

    private void Delete(List<StateEntry> condemned)
    {
        var urns = condemned.Select(entry => entry.Urn).ToHashSet(StringComparer.Ordinal);
        foreach (var layer in Deletions.Layers(condemned, _soon))
        {
            string? failure = null;
            var begun = new List<StateEntry>();
            foreach (var entry in layer)
            {
                begun.Add(entry);
                if (IsLeft(entry, urns)) continue;
                try
                {
                    Do($"delete {entry.Resource.Name}", () => Provider.Of(entry.Resource).Delete(cluster, entry.Resource));
                    Steps++;
                }
                catch (DeploymentException exception)
                {
                    failure ??= exception.Message;
                    begun.Remove(entry);
                }

                if (Steps == StopAfter) break;
            }

            cluster.Settle(_chance);
            foreach (var entry in begun)
            {
                var remains = IsLeft(entry, urns) ? null : Provider.Of(entry.Resource).Remains(cluster, entry.Resource);
                if (remains is null) Forget(entry);
                else failure ??= remains;
            }

            if (failure is not null) throw new DeploymentException(failure);
            if (Steps == StopAfter) throw new StoppedException();
        }
    }

    // What goes together with something else isn't deleted for itself.
    private static bool IsLeft(StateEntry entry, HashSet<string> condemned) => entry.Resource.IsComponent || entry.Resource.RetainOnDelete
        || (entry.Resource.DeletedWith is { } other && condemned.Contains(other));

    private void Do(string step, Action action)
    {
        Log.Add(step);
        try
        {
            action();
            // Controllers are as quick as the engine, or slower.
            if (_chance is null || _chance.Next(3) > 0) cluster.Settle(_chance);
        }
        catch (RefusedException refusal)
        {
            throw new DeploymentException($"{step}: {refusal.Message}");
        }
    }

    private void Count()
    {
        if (++Steps == StopAfter) throw new StoppedException();
    }

    private void Forget(StateEntry entry) => State = State.Replaced.Contains(entry)
        ? State with { Replaced = State.Replaced.Remove(entry) }
        : State with { Entries = State.Entries.Remove(entry.Urn) };

    private void Put(StateEntry entry) => State = State with { Entries = State.Entries.SetItem(entry.Urn, entry) };

    private StateEntry Entry(Registrations registrations, PlannedResource resource, int id) =>
        new(resource, registrations.Before(resource), id)
        {
            Used = resource.Uses.SelectMany(use => use.Value).Distinct().ToImmutableDictionary(urn => urn, Id),
        };

    private int Id(string urn) => State.Entries.TryGetValue(urn, out var entry) ? entry.Id : 0;
}
