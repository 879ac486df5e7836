using System.Collections.Immutable;
using Infra.Components.Grammars;
using Infra.Stacks.Providers;
using Infra.Stacks.Providers.HCloud;
using Infra.Stacks.Providers.Ssh;
using Infra.Stacks.Settings.Grammars;

namespace Infra.Stacks.Settings;

/// <summary>The servers that run the control plane.</summary>
public sealed record ControlPlaneSettings
{
    /// <summary>Number of servers; three have embedded etcd.</summary>
    [Changed(ChangeEffect.Interrupted,
        "from 1 to 3: the API for seconds, while the first server takes its data to etcd; pods run on. From 3 to 1: two servers go",
        ChangeDanger.NodeReplaced, ChangeDanger.ControlPlaneAtOnce, ChangeDanger.Outage, ChangeDanger.AddressReleased,
        ChangeDanger.DataLost, ChangeDanger.ProtectedRemoved)]
    [Form<ServerCount>]
    public int Count { get; init; } = 1;

    /// <summary>Hetzner Cloud server type.</summary>
    [Changed(ChangeEffect.Interrupted,
        "a single server, and the API with it, for a minute or two. Three keep theirs until [each is rebuilt](operations.md#changing-"
        + "server-types-and-placement-groups). A smaller disk or another architecture is refused",
        ChangeDanger.ServerTypeRefused, ChangeDanger.Outage)]
    [Form<ServerTypeName>]
    [Only<HCloudProvider>(Missing = "name a server type, such as cpx22")]
    public string? ServerType { get; init; }

    /// <summary>The machines.</summary>
    [Changed(ChangeEffect.Replaced, "the server on a machine that is exchanged ([how](operations.md#replacing-a-node))",
        ChangeDanger.NodeReplaced, ChangeDanger.ControlPlaneReaddressed, ChangeDanger.AddressChanged, ChangeDanger.DataLost)]
    [Only<SshProvider>(Missing = "list the machines that run the control plane", Fix = "remove it: the servers are created")]
    public ImmutableArray<ExistingHost> Hosts { get; init; } = [];

    /// <summary>Name or address under which administrators reach the API.</summary>
    [Changed(ChangeEffect.Restarted,
        "K3s on one server after the other. Pods run on; with a single server, the API is away for seconds. Kubeconfigs are others")]
    [Form<NameOrAddress>]
    [Setting(Default = "the entry server's public address")]
    public string? Endpoint { get; init; }

    /// <summary>Number of the server that operations go through; change it when that server is lost.</summary>
    [Changed(ChangeEffect.Restarted, "K3s on the tenants' nodes; pods run on. Kubeconfigs are others where `endpoint` isn't given")]
    [Form<ServerNumber>]
    public int Entry { get; init; } = 1;

    /// <summary>Whether SSH and the API may be reached from everywhere, whatever the administrators' ranges say.</summary>
    [Changed(ChangeEffect.Applied, "to firewalls", ChangeDanger.GuardRemoved)]
    public bool OpenToTheWorld { get; init; }

    /// <summary>The server that is to be replaced: one at a time, so that the others keep the cluster alive.</summary>
    [Changed(ChangeEffect.Replaced, "that server", ChangeDanger.NodeReplaced, ChangeDanger.DataLost, ChangeDanger.ProtectedRemoved)]
    [Only<HCloudProvider>]
    public ServerRebuild? Rebuild { get; init; }
}

/// <summary>A server of the control plane that is to be replaced.</summary>
public sealed record ServerRebuild
{
    /// <summary>Its number.</summary>
    [Changed(ChangeEffect.Replaced, "that server", ChangeDanger.NodeReplaced, ChangeDanger.DataLost, ChangeDanger.ProtectedRemoved)]
    [Form<ServerNumber>]
    public int Server { get; init; } = 1;

    /// <summary>
    /// Any text; a new one replaces the server. Remove it afterwards: while it stands, a new image, user data or SSH key of Pulumi's
    /// replaces that server, too.
    /// </summary>
    [Changed(ChangeEffect.Replaced, "that server", ChangeDanger.NodeReplaced, ChangeDanger.DataLost, ChangeDanger.ProtectedRemoved)]
    [Form<Reason>]
    public required string Why { get; init; }
}
