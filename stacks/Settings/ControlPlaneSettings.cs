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
    [Form<ServerCount>]
    public int Count { get; init; } = 1;

    /// <summary>Hetzner Cloud server type.</summary>
    [Form<ServerTypeName>]
    [Only<HCloudProvider>(Missing = "name a server type, such as cpx22")]
    public string? ServerType { get; init; }

    /// <summary>The machines.</summary>
    [Only<SshProvider>(Missing = "list the machines that run the control plane", Fix = "remove it: the servers are created")]
    public ImmutableArray<ExistingHost> Hosts { get; init; } = [];

    /// <summary>Name or address under which administrators reach the API.</summary>
    [Form<NameOrAddress>]
    [Setting(Default = "the entry server's public address")]
    public string? Endpoint { get; init; }

    /// <summary>Number of the server that operations go through; change it when that server is lost.</summary>
    [Form<ServerNumber>]
    public int Entry { get; init; } = 1;

    /// <summary>Whether SSH and the API may be reached from everywhere, whatever the administrators' ranges say.</summary>
    public bool OpenToTheWorld { get; init; }

    /// <summary>The server that is to be replaced: one at a time, so that the others keep the cluster alive.</summary>
    [Only<HCloudProvider>]
    public ServerRebuild? Rebuild { get; init; }
}

/// <summary>A server of the control plane that is to be replaced.</summary>
public sealed record ServerRebuild
{
    /// <summary>Its number.</summary>
    [Form<ServerNumber>]
    public int Server { get; init; } = 1;

    /// <summary>
    /// Any text; a new one replaces the server. Remove it afterwards: while it stands, a new image, user data or SSH key of Pulumi's
    /// replaces that server, too.
    /// </summary>
    [Form<Reason>]
    public required string Why { get; init; }
}
