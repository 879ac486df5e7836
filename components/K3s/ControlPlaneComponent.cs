using System.Collections.Immutable;
using Infra.Components.Kubernetes;
using Infra.Components.Machines;
using Pulumi;
using Pulumi.Command.Remote;
using Pulumi.Random;

namespace Infra.Components.K3s;

/// <summary>
/// K3s's servers on machines that exist already: installed, changed and upgraded one at a time, each ready before the next. What lives in
/// the cluster is deleted with this component, and not with one server's installation: where that is replaced, Pulumi (from 3.260 on)
/// replaces whatever is deleted with it.
/// </summary>
public sealed class ControlPlaneComponent : ComponentResource
{
    // Long enough that nobody guesses it, and without characters that YAML or a shell would read.
    private const int TokenLength = 48;

    private readonly ControlPlaneArgs _args;
    private readonly Output<ImmutableArray<string>> _publicAddresses;
    private readonly Output<ImmutableArray<string>> _nodeAddresses;

    /// <summary>Registers tokens, downloads, the installation on each server, and the kubeconfig.</summary>
    /// <exception cref="ResourceException">There are neither 1 nor 3 servers, or the entry's number is none of theirs.</exception>
    public ControlPlaneComponent(string name, ControlPlaneArgs args, ComponentResourceOptions? options = null)
        : base("infra:components:ControlPlane", name, args, options)
    {
        if (args.Servers.Length is not (1 or 3))
            throw new ResourceException($"A control plane has 1 or 3 servers, not {args.Servers.Length}.", this, hideStack: true);
        if (args.Entry < 1 || args.Entry > args.Servers.Length)
        {
            throw new ResourceException(
                $"The entry server's number {args.Entry} must be between 1 and {args.Servers.Length}.", this, hideStack: true);
        }

        _args = args;
        _publicAddresses = Output.All(args.Servers.Select(server => server.PublicAddress));
        _nodeAddresses = Output.All(args.Servers.Select(server => server.NodeAddress));
        EntryServer = args.Servers[args.Entry - 1];
        JoinAddress = EntryServer.NodeAddress.Apply(Url);

        var token = CreateToken($"{name}-token");
        var agentToken = CreateToken($"{name}-agent-token");
        var downloads = args.Servers.ToDictionary(
            server => server, server => Download.Create(server, args.Release, NodeImages.OfServer, this));

        // The others join the entry server, so it comes first whatever its number.
        var first = Install(EntryServer, token, agentToken, join: null, downloads[EntryServer]);
        Ready = first;
        // The first server makes the CA; whoever joins is told which one it is.
        var authority = Ask(first, $"{args.Cluster}-authority", K3sInstallation.Authority(args.ReadyLimit)).Stdout.OrUnknown();
        AgentToken = Output.Tuple(agentToken, authority).Apply(values => Read(() => K3sToken.OfAgent(values.Item1, values.Item2)));
        var joinToken = Output.Tuple(token, authority).Apply(values => Read(() => K3sToken.OfServer(values.Item1, values.Item2)));
        foreach (var server in args.Servers.Where(server => server != EntryServer))
        {
            var membership = Admit(server, through: EntryServer, Ready);
            Ready = Install(server, joinToken, agentToken, JoinAddress, downloads[server], membership);
        }

        // So that every server has one whichever is the entry: moving the entry then takes none away, and no server out of the cluster.
        // The entry stays when the others go, and its membership with them: it must be moved before its server can go.
        if (args.Servers.FirstOrDefault(server => server != EntryServer) is { } another)
            Admit(EntryServer, through: another, Ready, stays: true);

        var kubeconfig = Ask(first, $"{args.Cluster}-kubeconfig", K3sInstallation.Kubeconfig(args.ReadyLimit)).Stdout.OrUnknown();
        Kubeconfig = Rewrite(kubeconfig, ApiServers);
        EntryKubeconfig = Rewrite(
            kubeconfig, EndpointAddress().Apply(address => ImmutableArray.Create(new ApiServer(args.Cluster, Url(address)))));
        RegisterOutputs();
    }

    /// <summary>Administrators' kubeconfig: a context for the endpoint, and one for each further server. A secret.</summary>
    [Output]
    public Output<string> Kubeconfig { get; private set; }

    /// <summary>
    /// Administrators' kubeconfig for the endpoint alone. A preview knows it when servers are added, whose addresses it can't know: for
    /// an unknown kubeconfig it would show every object in the cluster as changed. A secret.
    /// </summary>
    public Output<string> EntryKubeconfig { get; }

    /// <summary>Where people reach the API: the endpoint first, then each further server.</summary>
    public Output<ImmutableArray<ApiServer>> ApiServers => _publicAddresses.Apply(Contexts);

    /// <summary>Token that agents, and only agents, join with; no other cluster's CA goes with it. A secret.</summary>
    public Output<string> AgentToken { get; }

    /// <summary>URL at which agents join; they learn of the other servers from it.</summary>
    public Output<string> JoinAddress { get; }

    /// <summary>Addresses at which pods reach the API: what the Service <c>kubernetes</c> leads to.</summary>
    public ImmutableArray<Output<string>> ApiAddresses => [.. _args.Servers.Select(server => server.NodeAddress)];

    /// <summary>All addresses of the servers: those at which pods reach the API, and the public ones where they are others.</summary>
    public ImmutableArray<Output<string>> Addresses =>
        Network.Private ? [.. ApiAddresses, .. _args.Servers.Select(server => server.PublicAddress)] : ApiAddresses;

    /// <summary>IPv6 addresses of the servers; empty unless the cluster is dual-stack.</summary>
    public ImmutableArray<string> Ipv6Addresses => [.. _args.Servers.Select(server => server.Ipv6Address).OfType<string>()];

    /// <summary>The server that operations go through.</summary>
    public IMachine EntryServer { get; }

    /// <summary>Done when the last server is ready.</summary>
    public Resource Ready { get; }

    /// <summary>What is installed; agents get the same, after the servers.</summary>
    public K3sRelease Release => _args.Release;

    /// <summary>How nodes reach each other.</summary>
    public NodeNetwork Network => _args.Network;

    /// <summary>Longest time that a node may take to become ready, in seconds.</summary>
    public int ReadyLimit => _args.ReadyLimit;

    private static string Url(string host) => $"https://{(host.Contains(':') ? $"[{host}]" : host)}:{NetworkPorts.Api}";

    private Output<string> CreateToken(string name) => new RandomPassword(name, new RandomPasswordArgs
    {
        Length = TokenLength,
        Special = false,
    }, new CustomResourceOptions { Parent = this, Protect = _args.Protect }).Result.OrUnknown();

    private Command Admit(IMachine server, IMachine through, Resource previous, bool stays = false) => Membership.Create(
        server, through, new CustomResourceOptions { Parent = this, DependsOn = previous, DeletedWith = this, RetainOnDelete = stays });

    private Command Install(IMachine server, Output<string> token, Output<string> agentToken, Output<string>? join, Command download,
        Command? membership = null)
    {
        CustomResource[] undone = membership is null ? [] : [membership];
        var options = new CustomResourceOptions
        {
            Parent = this,
            AdditionalSecretOutputs = { "stdout", "stderr" },
            DeleteBeforeReplace = true,
            // A single server has no membership that would come after its links.
            DependsOn = [.. server.Links, server.Prepared, download, .. undone],
        };
        var args = RemoteCommand.Arguments(
            server.Connection,
            Output.Tuple(server.NodeAddress, _nodeAddresses).Apply(addresses => K3sInstallation.Server(
                server.Name, addresses.Item1, addresses.Item2.Where(peer => peer != addresses.Item1), _args.Release, _args.ReadyLimit)),
            data: Configure(server, token, agentToken, join));
        args.Logging = Logging.None;
        // Whoever leaves the cluster joins again only when K3s is installed again.
        args.Triggers = Machine.Triggers(server, undone);
        return new Command($"{server.Name}-k3s", args, options);
    }

    private Output<string> Configure(IMachine server, Output<string> token, Output<string> agentToken, Output<string>? join) => Output
        .Tuple(server.NodeAddress, server.PublicAddress, CertificateNames(), token, agentToken, join ?? Output.Create(""))
        .Apply(values => new ServerConfiguration
        {
            NodeName = server.Name,
            NodeAddress = values.Item1,
            PublicAddress = values.Item2,
            Ipv6Address = server.Ipv6Address,
            CertificateNames = values.Item3,
            EmbeddedEtcd = _args.Servers.Length > 1,
            Join = values.Item6.Length > 0 ? values.Item6 : null,
            Network = _args.Network,
            IdentityProvider = _args.IdentityProvider,
        }.RenderAll(values.Item4, values.Item5));

    private Output<ImmutableArray<string>> CertificateNames() => Output.Tuple(_publicAddresses, _nodeAddresses).Apply(addresses =>
    {
        ImmutableArray<string> names = [.. addresses.Item1, .. addresses.Item2, .. _args.Servers.Select(server => server.Name)];
        return _args.Endpoint is { } endpoint ? names.Add(endpoint) : names;
    });

    // Asks the entry server, which changes nothing. The answer may hold keys.
    private Command Ask(Command first, string name, RemoteScript script)
    {
        var args = RemoteCommand.Arguments(EntryServer.Connection, Output.Create(script));
        args.Logging = Logging.None;
        args.Triggers = Machine.Triggers(EntryServer);
        return new Command(name, args, new CustomResourceOptions
        {
            Parent = this,
            DependsOn = first,
            AdditionalSecretOutputs = { "stdout", "stderr" },
        });
    }

    private Output<string> EndpointAddress() => _args.Endpoint is { } endpoint ? Output.Create(endpoint) : EntryServer.PublicAddress;

    private Output<string> Rewrite(Output<string> kubeconfig, Output<ImmutableArray<ApiServer>> servers) => Output.CreateSecret(
        Output.Tuple(kubeconfig, servers).Apply(values =>
            Read(() => K3s.Kubeconfig.Rewrite(values.Item1, _args.Cluster, values.Item2))));

    private ImmutableArray<ApiServer> Contexts(ImmutableArray<string> addresses)
    {
        var others = Enumerable.Range(1, addresses.Length).Where(number => number != _args.Entry);
        return
        [
            new(_args.Cluster, Url(_args.Endpoint ?? addresses[_args.Entry - 1])),
            .. others.Select(number => new ApiServer(
                K3s.Kubeconfig.Context(_args.Cluster, number, _args.Entry), Url(addresses[number - 1]))),
        ];
    }

    private string Read(Func<string> part)
    {
        try
        {
            return part();
        }
        catch (FormatException unreadable)
        {
            throw new ResourceException(unreadable.Message, this, hideStack: true);
        }
    }
}
