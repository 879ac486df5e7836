using Infra.Tests.Lifetimes.Engines;
using Infra.Tests.Planning;

namespace Infra.Tests.Lifetimes;

/// <summary>A stack that is up becomes another one: in several orders, and stopped at several places.</summary>
internal sealed class Story
{
    private const int Orders = 3;
    private const int Interruptions = 10;

    private readonly Lifetime _lifetime;
    private readonly Registrations _before;
    private readonly Registrations _after;

    private Story(Lifetime lifetime, Registrations before, Registrations after) =>
        (_lifetime, _before, _after) = (lifetime, before, after);

    /// <summary>A story.</summary>
    /// <param name="before">What is there.</param>
    /// <param name="after">What is to be there.</param>
    /// <param name="tenant">The one tenant that the change is about, so that no other may notice; null: it is about all.</param>
    /// <param name="prepare">What happens before. Default nothing.</param>
    public static Story Of(PlannedStack before, PlannedStack after, string? tenant, Action<Lifetime>? prepare = null)
    {
        var registrations = new Registrations(before.Plan);
        var lifetime = Lifetime.Of(registrations);
        prepare?.Invoke(lifetime);
        if (tenant is not null) lifetime.Watch(before.Settings.Tenants.Select(one => one.Name).Where(name => name != tenant));
        return new Story(lifetime, registrations, new Registrations(after.Plan));
    }

    /// <summary>Tells it in several orders, and stopped at several places.</summary>
    /// <param name="check">What must hold at each end, beside what always must. Default nothing.</param>
    public void Tell(Action<Lifetime>? check = null)
    {
        var moment = _lifetime.Moment;
        for (var seed = 0; seed < Orders * Effort.Factor; seed++)
        {
            _lifetime.Moment = moment;
            _lifetime.Up(_after, DeploymentOrder.Shuffled(seed));
            check?.Invoke(_lifetime);
        }

        foreach (var step in Interrupted(moment))
        {
            _lifetime.UpInterrupted(_after, step, DeploymentOrder.Shuffled(step));
            check?.Invoke(_lifetime);
        }
    }

    /// <summary>Tells it and goes back, also from wherever it was stopped: the old plan brings the old objects back.</summary>
    public void TellAndGoBack()
    {
        var moment = _lifetime.Moment;
        for (var seed = 0; seed < Orders * Effort.Factor; seed++)
        {
            _lifetime.Moment = moment;
            _lifetime.Up(_after, DeploymentOrder.Shuffled(seed));
            _lifetime.Up(_before, DeploymentOrder.Shuffled(seed + 1));
        }

        foreach (var step in Interrupted(moment))
        {
            _lifetime.Stop(_after, step, DeploymentOrder.Shuffled(step));
            _lifetime.Up(_before, DeploymentOrder.Shuffled(step));
        }
    }

    // Each begins where the story does.
    private IEnumerable<int> Interrupted((Clusters.ClusterState Cluster, StackState Stack) moment)
    {
        _lifetime.Moment = moment;
        _lifetime.Stop(_after, after: int.MaxValue);
        foreach (var step in Effort.Some(_lifetime.Engine.Steps, Interruptions))
        {
            _lifetime.Moment = moment;
            yield return step;
        }
    }
}
