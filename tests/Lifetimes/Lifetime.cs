using System.Text.Json.Nodes;
using Infra.Planning;
using Infra.Tests.Lifetimes.Clusters;
using Infra.Tests.Lifetimes.Engines;
using Infra.Tests.Planning;
using Xunit;

namespace Infra.Tests.Lifetimes;

/// <summary>
/// A stack in time: its cluster, what Pulumi knows of it, and what must hold at each moment. A story is told by its methods; each holds
/// what it promises, or fails with what was done last.
/// </summary>
internal sealed class Lifetime
{
    // Whatever else is there comes from the program, and goes with it.
    private static readonly string[] KindsOfOthers = ["Pod", "Job", "Node", "Deployment", "Service"];

    private readonly List<string> _violations = [];
    private Bystanders? _bystanders;
    private bool _isSpoilt;

    /// <summary>Nothing is there yet.</summary>
    public Lifetime()
    {
        Engine = new Engine(Cluster);
        Cluster.Changed = Watch;
    }

    /// <summary>The cluster.</summary>
    public Cluster Cluster { get; } = new();

    /// <summary>Pulumi.</summary>
    public Engine Engine { get; }

    /// <summary>All that is there at a moment, to come back to.</summary>
    public (ClusterState Cluster, StackState Stack) Moment
    {
        get => (Cluster.State, Engine.State);
        set => (Cluster.State, Engine.State) = value;
    }

    /// <summary>A stack that is up.</summary>
    public static Lifetime Of(Registrations registrations)
    {
        var lifetime = new Lifetime();
        lifetime.Up(registrations);
        return lifetime;
    }

    /// <summary>One <c>up</c>, which must succeed, and after which all is there.</summary>
    public void Up(Registrations registrations, DeploymentOrder? order = null)
    {
        Try(() => Engine.Up(registrations, order), order);
        AssertComplete(registrations, order);
    }

    /// <summary>An <c>up</c> that is stopped after some steps, and then one that must succeed.</summary>
    public void UpInterrupted(Registrations registrations, int after, DeploymentOrder? order = null)
    {
        Stop(registrations, after, order);
        Up(registrations, order);
    }

    /// <summary>An <c>up</c> that is killed within a step, and then one that must succeed.</summary>
    public void UpKilled(Registrations registrations, int after, DeploymentOrder? order = null)
    {
        Engine.IsKilled = true;
        Stop(registrations, after, order);
        Engine.IsKilled = false;
        Up(registrations, order);
    }

    /// <summary>An <c>up</c> that is stopped after some steps.</summary>
    public void Stop(Registrations registrations, int after, DeploymentOrder? order = null)
    {
        Engine.StopAfter = after;
        try
        {
            Try(() => Engine.Up(registrations, order), order);
        }
        finally
        {
            Engine.StopAfter = null;
        }
    }

    /// <summary><c>destroy</c>, which must succeed, and after which nothing is left in the cluster, if there still is one.</summary>
    public void Destroy(Plan plan, DeploymentOrder? order = null)
    {
        Try(() => Engine.Destroy(plan, order), order);
        AssertHeld();
        Assert.Empty(Engine.State.Entries);
    }

    /// <summary>A Job in each namespace of a tenant, whose pod runs on the tenant's node.</summary>
    public void RunJobs(PlannedStack stack, string tenant)
    {
        var settings = stack.Settings.Tenants.Single(one => one.Name == tenant);
        foreach (var ns in settings.NamespaceNames())
        {
            Cluster.Plant(Written("batch/v1", "Job", ns, "nightly"));
            var job = Cluster.State.LastUid;
            Cluster.Plant(Written("v1", "Pod", ns, "nightly-x2x4v"), pod => pod with
            {
                Owner = job,
                Node = $"{stack.Settings.Cluster.Name}-{tenant}",
                Finalizers = [JobTracking.Finalizer],
            });
        }
    }

    /// <summary>Somebody changes things by hand. What must hold at each moment doesn't, until the next run has ended.</summary>
    public void ByHand(Action<Cluster> change)
    {
        _isSpoilt = true;
        change(Cluster);
    }

    /// <summary>A machine no longer answers anybody.</summary>
    public void Kill(string node) => Cluster.Set(Cluster.State with
    {
        Kubelets = Cluster.State.Kubelets.Remove(node),
        Dead = Cluster.State.Dead.Add(node),
    });

    /// <summary>From now on nothing of these tenants may change, and all of them are served at each moment.</summary>
    public void Watch(IEnumerable<string> tenants) => _bystanders = new Bystanders(Cluster, tenants);

    /// <summary>All of the plan is there as it says, nothing else is, everybody is served, and another run has nothing to do.</summary>
    public void AssertComplete(Registrations registrations, DeploymentOrder? order = null)
    {
        Cluster.Settle();
        AssertHeld(order);
        _isSpoilt = false;
        var plan = registrations.Plan;
        foreach (var planned in plan.Resources.Where(PlanQueries.IsObject))
        {
            var stored = Cluster.Objects.Find(ObjectProvider.Key(planned));
            Assert.True(stored is { Deleting: false }, Story($"{planned.Name} ({planned.Type}) isn't there", order));
            Assert.True(
                ReferenceEquals(stored!.Body, planned.Inputs) || JsonNode.DeepEquals(stored.Body, planned.Inputs),
                Story($"{stored.Key} isn't as the plan says", order));
        }

        var known = plan.Resources.Where(PlanQueries.IsObject).Select(ObjectProvider.Key)
            .Concat(plan.OfType(PlanQueries.Release).Select(HelmRelease.Record)).ToHashSet();
        var left = Cluster.Objects.All.Select(stored => stored.Key)
            .Where(key => !known.Contains(key) && !KindsOfOthers.Contains(key.Kind) && key.Name is not ("default" or "kube-system"));
        Assert.True(!left.Any(), Story($"left over: {string.Join(", ", left)}", order));
        var nodes = plan.Servers.Select(server => server.Name).Concat(plan.Tenants.Select(tenant => tenant.Node)).Order().ToList();
        var joined = Cluster.Objects.OfKind("Node").Select(node => node.Key.Name).Where(Cluster.State.Kubelets.Contains).Order().ToList();
        Assert.True(nodes.SequenceEqual(joined), Story($"the nodes are {string.Join(", ", joined)}", order));
        foreach (var tenant in plan.Tenants)
        {
            var problem = IngressHealth.Problem(Cluster, $"tenant-{tenant.Name}");
            Assert.True(problem is null, Story($"{tenant.Name} isn't served: {problem}", order));
        }

        Assert.True(Engine.State.Replaced.IsEmpty, Story("something replaced is still to be deleted", order));
        Assert.Equal(plan.Resources.Select(one => one.Urn).Order(), Engine.State.Entries.Keys.Order());
        Engine.Up(registrations);
        Assert.True(Engine.Steps == 0, Story("a further run isn't without work", order));
    }

    private static JsonObject Written(string apiVersion, string kind, string ns, string name) => new()
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
        ["spec"] = new JsonObject { ["containers"] = new JsonArray() },
    };

    private void Try(Action run, DeploymentOrder? order)
    {
        try
        {
            run();
        }
        catch (StoppedException)
        {
            // Whoever stopped it knows.
        }
        catch (DeploymentException failure)
        {
            Assert.Fail(Story(failure.Message, order));
        }
    }

    /// <summary>What must hold at each moment did.</summary>
    private void AssertHeld(DeploymentOrder? order = null)
    {
        Assert.True(Cluster.Refusals.Count == 0, Story("guards refused what the platform or Kubernetes does", order));
        Assert.True(_violations.Count == 0, Story(string.Join('\n', _violations.Distinct()), order));
        if (_bystanders?.Changes() is { } changes) Assert.Fail(Story(changes, order));
    }

    // A pod that can run is never without the policy that closes its namespace.
    private void Watch()
    {
        if (_isSpoilt) return;
        foreach (var pod in Cluster.Objects.OfKind("Pod").Where(pod =>
            !pod.Ended && pod.Node is { } node && Cluster.State.Kubelets.Contains(node)))
        {
            if (Cluster.Objects.Find(ObjectKey.OfNamespace(pod.Key.Namespace!))?.Tenant is null) continue;
            if (!Cluster.Objects.OfKind("NetworkPolicy").Any(policy => policy.Key.Namespace == pod.Key.Namespace
                && policy.Body.At("spec", "podSelector") is JsonObject { Count: 0 }))
            {
                _violations.Add($"{pod.Key} runs without a network policy that closes its namespace");
            }
        }

        _bystanders?.Look();
    }

    private string Story(string what, DeploymentOrder? order) =>
        string.Join('\n', Cluster.Refusals.Select(refusal => $"refused: {refusal.Message}").Distinct().Prepend(what)
            .Append($"order: {order ?? DeploymentOrder.Plain}; the last steps: {string.Join(", ", Engine.Log.TakeLast(8))}"));
}
