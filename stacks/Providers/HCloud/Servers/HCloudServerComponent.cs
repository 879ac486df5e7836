using System.Collections.Immutable;
using Infra.Components;
using Infra.Components.Machines;
using Pulumi;
using Pulumi.Command.Remote;
using Pulumi.Command.Remote.Inputs;
using Pulumi.HCloud;
using Pulumi.HCloud.Inputs;

namespace Infra.Stacks.Providers.HCloud.Servers;

/// <summary>A server on Hetzner Cloud, with addresses that outlive it.</summary>
public sealed class HCloudServerComponent : ComponentResource, IMachine
{
    /// <summary>Registers the server, its addresses, its place in the private network, and the preparation of its system.</summary>
    public HCloudServerComponent(string name, HCloudServerArgs args, ComponentResourceOptions? options = null)
        : base("infra:components:HCloudServer", name, args, options)
    {
        Name = args.Name;
        var labels = HCloudLabels.Of(args.Network.Args.Cluster, args.Role);
        var child = new CustomResourceOptions { Parent = this };

        var address = new PrimaryIp($"{name}-ipv4", new PrimaryIpArgs
        {
            // In another location there must be another address, first: this one can't go while its server has it.
            Name = $"{args.Name}-ipv4-{args.Location}",
            Type = "ipv4",
            Location = args.Location,
            // True would delete the address together with a server that is replaced.
            AutoDelete = false,
            Labels = labels,
        }, new CustomResourceOptions { Parent = this, Protect = args.Protect });

        var serverArgs = new ServerArgs
        {
            Name = args.Name,
            ServerType = args.ServerType,
            Image = args.Image,
            Location = args.Location,
            UserData = CloudInit.Render(args.Name, args.Rebuild),
            SshKeys = args.Network.SshKeyId,
            FirewallIds = args.Network.FirewallId(args.Role),
            // Firewalls that attach themselves by label are not this server's to remove.
            IgnoreRemoteFirewallIds = true,
            PublicNets = new ServerPublicNetArgs { Ipv4Enabled = true, Ipv4 = address.NumericId(), Ipv6Enabled = false },
            // Grown disks can't shrink, so a smaller type would be out of reach.
            KeepDisk = true,
            ShutdownBeforeDeletion = true,
            Labels = labels,
        };
        if (args.PlacementGroup is { } group)
            serverArgs.PlacementGroupId = args.Network.PlacementGroupId(group);
        var server = new Server(name, serverArgs, ServerOptions(args));
        Identity = server.Id;
        if (args.OneOfSeveral && args.Rebuild is null)
            SayWhatIsKept(server, args);

        PublicAddress = address.IpAddress.OrUnknown();
        Connection = new ConnectionArgs
        {
            // It waits for the server and not just for its address. A preview knows a URN, and not the outputs of a server to come.
            Host = Output.Tuple(PublicAddress, server.Urn).Apply(known => known.Item1),
            User = "root",
            PrivateKey = args.Network.PrivateKey,
            DialErrorLimit = SshRetries,
            PerDialTimeout = SshTimeoutSeconds,
        };
        Scripts = MachineScripts.Create(Name, Connection, Machine.Triggers(this), this);
        Prepared = Prepare(args, args.PrivateAddress is { } known ? Output.Create(known) : PublicAddress);

        NodeAddress = PublicAddress;
        ImmutableArray<Resource> links = [server];
        if (args.Network.Subnet is { } subnet)
        {
            var privateAddress = args.PrivateAddress
                ?? throw new ResourceException($"{args.Name} needs a private address.", this, hideStack: true);
            // A resource of its own: as part of the server, the address would be one of those that replace it.
            var attachment = new ServerNetwork($"{name}-private", new Pulumi.HCloud.ServerNetworkArgs
            {
                ServerId = server.NumericId(),
                SubnetId = subnet.Id,
                Ip = privateAddress,
            }, new CustomResourceOptions
            {
                Parent = this,
                // To the provider, a second place in the same network is the one that is there; the first one's deletion would take both.
                DeleteBeforeReplace = true,
                // A server's preparation refuses an address that would cut etcd's members from each other: before the old one goes.
                DependsOn = args.Role == ServerRole.ControlPlane ? [Prepared] : [],
            });
            NodeAddress = Output.Create(privateAddress);
            links = links.Add(attachment);
        }

        ServiceAddress = PublicAddress;
        if (args.Floating)
        {
            var floating = CreateFloating(name, args, labels);
            ServiceAddress = floating.IpAddress.OrUnknown();
            links = links.Add(new FloatingIpAssignment($"{name}-floating", new FloatingIpAssignmentArgs
            {
                FloatingIpId = floating.NumericId(),
                ServerId = server.NumericId(),
            }, child));
        }
        else if (args.ReverseName is { } reverseName)
        {
            _ = new Rdns($"{name}-rdns", new RdnsArgs
            {
                PrimaryIpId = address.NumericId(),
                IpAddress = PublicAddress,
                DnsPtr = reverseName,
            }, child);
        }

        Links = links;
        RegisterOutputs();
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    [Output]
    public Output<string> PublicAddress { get; private set; }

    /// <inheritdoc />
    public Output<string> NodeAddress { get; }

    /// <inheritdoc />
    public string? Ipv6Address => null;

    /// <inheritdoc />
    [Output]
    public Output<string> ServiceAddress { get; private set; }

    /// <inheritdoc />
    public Output<string> ArrivalAddress => ServiceAddress;

    /// <inheritdoc />
    public Output<string> Identity { get; }

    /// <inheritdoc />
    public ConnectionArgs Connection { get; }

    /// <inheritdoc />
    public Resource Scripts { get; }

    /// <inheritdoc />
    public Resource Prepared { get; }

    /// <inheritdoc />
    public ImmutableArray<Resource> Links { get; }

    /// <summary>
    /// Attempts to connect while a new server boots: with backoff, some 110 seconds where they are refused at once, some nine minutes
    /// where they time out.
    /// </summary>
    private const int SshRetries = 30;

    private const int SshTimeoutSeconds = 15;

    private CustomResourceOptions ServerOptions(HCloudServerArgs args)
    {
        var options = new CustomResourceOptions
        {
            Parent = this,
            Protect = args.Protect && args.Role == ServerRole.ControlPlane,
            // The successor takes over name and addresses, which only one server can have.
            DeleteBeforeReplace = true,
            // The provider refuses to take a running server out of its group, so another group comes with another server.
            ReplaceOnChanges = { "placementGroupId" },
        };
        // A new type in place means that the power goes off, without a drain and on all servers at once.
        if (args.OneOfSeveral)
            options.ReplaceOnChanges.Add("serverType");
        if (args.Rebuild is null)
            options.IgnoreChanges = Kept(args);
        return options;
    }

    // What is for new servers, as it would replace running ones: images and user data, and what would take several servers of the
    // control plane away at the same time.
    private static List<string> Kept(HCloudServerArgs args)
    {
        List<string> kept = ["image", "sshKeys", "userData"];
        if (args.Role == ServerRole.ControlPlane)
            kept.Add("placementGroupId");
        if (args.OneOfSeveral)
            kept.Add("serverType");
        return kept;
    }

    private static void SayWhatIsKept(Server server, HCloudServerArgs args) => server.ServerType.OrUnknown().Apply(actual =>
    {
        if (KeptServerType.Notice(args.Name, actual, args.ServerType) is { } notice)
            Log.Warn(notice, server);
        return actual;
    });

    private Command Prepare(HCloudServerArgs args, Output<string> nodeAddress)
    {
        var script = args.Role == ServerRole.ControlPlane
            ? nodeAddress.Apply(address => OsPreparation.Prepare(Name, args.SshPublicKeys, new ServerPlace(address, args.ServerAddresses)))
            : Output.Create(OsPreparation.Prepare(Name, args.SshPublicKeys));
        var preparation = RemoteCommand.Arguments(Connection, script);
        preparation.Triggers = Machine.Triggers(this);
        // No secret: a preview shows what it opens.
        preparation.Stdin = args.Firewall;
        return new Command($"{Name}-prepare", preparation, new CustomResourceOptions { Parent = this, DependsOn = Scripts });
    }

    private FloatingIp CreateFloating(string name, HCloudServerArgs args, InputMap<string> labels)
    {
        var floating = new FloatingIp($"{name}-floating", new FloatingIpArgs
        {
            Name = $"{args.Name}-floating",
            Type = "ipv4",
            HomeLocation = args.Location,
            Labels = labels,
        }, new CustomResourceOptions
        {
            Parent = this,
            Protect = args.Protect,
            DeleteBeforeReplace = true,
            // Only where it was born: a server in any location of the network zone can have it, so it stays when its server moves.
            IgnoreChanges = ["homeLocation"],
        });
        if (args.ReverseName is { } reverseName)
        {
            _ = new Rdns($"{name}-rdns", new RdnsArgs
            {
                FloatingIpId = floating.NumericId(),
                IpAddress = floating.IpAddress,
                DnsPtr = reverseName,
            }, new CustomResourceOptions { Parent = this });
        }

        return floating;
    }
}
