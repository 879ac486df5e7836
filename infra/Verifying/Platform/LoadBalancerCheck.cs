using System.Text.Json.Nodes;
using Infra.Components.LoadBalancing;
using Infra.Planning;

namespace Infra.Verifying.Platform;

/// <summary>Whether MetalLB works with the plan's configuration. One that it finds invalid is stale for all tenants.</summary>
internal static class LoadBalancerCheck
{
    private const string State = "ConfigurationState";

    private static readonly (string ApiVersion, string Kind)[] Kinds =
    [
        (Announcements.ApiVersion, "IPAddressPool"),
        (Announcements.ApiVersion, "L2Advertisement"),
        (Announcements.ApiVersion, "BGPAdvertisement"),
        (Announcements.PeerApiVersion, "BGPPeer"),
    ];

    public static LiveCheck Check { get; } = new(
        "load-balancer-configured", "platform",
        "MetalLB's controller and speakers hold the configuration for valid, and it is the program's alone.")
    {
        Probes = cluster =>
        [
            new Probe($"{State} controller", cancellation => FindStateAsync(cluster, "controller", cancellation)),
            .. cluster.Plan.Servers.Select(server => server.Name).Concat(cluster.Tenants.Select(tenant => tenant.Node)).Select(node =>
                new Probe(
                $"{State} speaker-{node}", cancellation => FindStateAsync(cluster, $"speaker-{node}", cancellation))),
            .. Kinds.Select(kind => new Probe(kind.Kind, cancellation => FindStrangersAsync(cluster, kind, cancellation))),
        ],
    };

    private static async Task<IEnumerable<Observation>> FindStateAsync(LiveCluster cluster, string name, CancellationToken cancellation)
    {
        var state = (await cluster.ListAsync(Announcements.ApiVersion, State, cancellation).ConfigureAwait(false))
            .FirstOrDefault(state => state.Name() == name && state.Namespace() == Announcements.Namespace);
        return Faults(LiveObjects.Shown(State, Announcements.Namespace, name), state);
    }

    private static IEnumerable<Observation> Faults(string where, JsonObject? state)
    {
        var result = state.Word("status", "result");
        if (state is null)
            yield return new Fault(where, "isn't there: that part of MetalLB doesn't run",
                $"see 'kubectl -n {Announcements.Namespace} get pods'");
        else if (result is null or "Unknown")
            yield return new Obstacle(where, "MetalLB hasn't said whether its configuration is valid");
        else if (result != "Valid")
            yield return new Fault(where, $"is {result}: {state.Word("status", "errorSummary")}", "correct the object that it names");
    }

    private static async Task<IEnumerable<Observation>> FindStrangersAsync(
        LiveCluster cluster, (string ApiVersion, string Kind) kind, CancellationToken cancellation)
    {
        var planned = cluster.Plan.Objects(kind.Kind).Select(planned => planned.ObjectName()).ToHashSet();
        return (await cluster.ListAsync(kind.ApiVersion, kind.Kind, cancellation).ConfigureAwait(false))
            .Where(thing => !planned.Contains(thing.Name()))
            .Select(thing => new Fault(
                LiveObjects.Shown(kind.Kind, thing.Namespace(), thing.Name()), "isn't the program's",
                    "delete it, or find out who needs it"));
    }
}
