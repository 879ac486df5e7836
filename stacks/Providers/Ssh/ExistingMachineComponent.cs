using System.Collections.Immutable;
using Infra.Components.Machines;
using Pulumi;
using Pulumi.Command.Remote;
using Pulumi.Command.Remote.Inputs;

namespace Infra.Stacks.Providers.Ssh;

/// <summary>A machine that exists already: it is checked and prepared over SSH. K3s is removed from it when the component goes.</summary>
public sealed class ExistingMachineComponent : ComponentResource, IMachine
{
    // The machine runs already, so nothing is gained by waiting for it as for one that boots: refused at once, all attempts together
    // take less than a second. Behind a bastion, each attempt takes as long as the bastion's kernel tries, some two minutes.
    private const int SshRetries = 4;
    private const int SshRetriesBehindBastion = 1;
    private const int SshTimeoutSeconds = 15;

    private readonly ExistingMachineArgs _args;

    /// <summary>Registers the scripts, the check, the preparation, and the removal of K3s for later.</summary>
    public ExistingMachineComponent(string name, ExistingMachineArgs args, ComponentResourceOptions? options = null)
        : base("infra:components:ExistingMachine", name, args, options)
    {
        _args = args;
        Name = args.Name;
        Connection = Connect(args);
        Scripts = MachineScripts.Create(Name, Connection, ScriptTriggers(args.Host), this);
        var prepared = Prepare(Check());
        Prepared = prepared;
        // K3s is removed from the machine when the node is out of the cluster.
        Links = [ReleaseLater(prepared)];
        // Nothing of these comes from a command, so a preview knows them whatever is run again.
        PublicAddress = Output.Create(args.Host.Address);
        NodeAddress = Output.Create(NodeAddressOf(args.Host));
        ArrivalAddress = Output.Create(args.ServiceAddress ?? args.Host.Address);
        // The private address is nobody's to reach from outside: the public one is translated to it.
        ServiceAddress = args.ServiceAddress == args.Host.PrivateAddress ? PublicAddress : ArrivalAddress;
        Identity = Output.Create($"{args.Host.Address} {args.Host.Reinstalled}".TrimEnd());
        Ipv6Address = args.Host.Ipv6Address;
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
    public string? Ipv6Address { get; }

    /// <inheritdoc />
    [Output]
    public Output<string> ServiceAddress { get; private set; }

    /// <inheritdoc />
    public Output<string> ArrivalAddress { get; }

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

    /// <summary>The address at which other nodes reach a host.</summary>
    internal static string NodeAddressOf(ExistingHost host) => host.PrivateAddress ?? host.Address;

    private Command Check()
    {
        // An address that is routed here by other means needs no interface: MetalLB announces it.
        var serviceAddress = _args.RunsControlPlane || _args.ServiceAddress is not null ? null : _args.Host.Address;
        var script = OsPreparation.Check(Name, _args.RunsControlPlane, NodeAddressOf(_args.Host), serviceAddress);
        return new Command($"{Name}-check", Arguments(script), new CustomResourceOptions { Parent = this, DependsOn = Scripts });
    }

    private Command Prepare(Command check)
    {
        var place = _args.RunsControlPlane ? new ServerPlace(NodeAddressOf(_args.Host), _args.ServerAddresses) : null;
        var preparation = Arguments(OsPreparation.Prepare(Name, _args.SshPublicKeys, place));
        // No secret: a preview shows what it opens.
        preparation.Stdin = _args.Firewall;
        return new Command($"{Name}-prepare", preparation, new CustomResourceOptions { Parent = this, DependsOn = check });
    }

    // Not triggered by a new installation, on which there is no K3s to remove; nor could it be reached with the old one's host key.
    private Command ReleaseLater(Command prepared)
    {
        var args = RemoteCommand.ArgumentsForDelete(Connection, OsPreparation.Release(Name));
        return new Command($"{Name}-release", args, new CustomResourceOptions
        {
            Parent = this,
            DependsOn = prepared,
            DeleteBeforeReplace = true,
            Protect = _args.Protect && _args.RunsControlPlane,
        });
    }

    private CommandArgs Arguments(RemoteScript script)
    {
        var args = RemoteCommand.Arguments(Connection, Output.Create(script));
        if (_args.Host.Reinstalled is { } reinstalled)
            args.Triggers = new object[] { reinstalled };
        return args;
    }

    // Each user has another home folder.
    private static object[] ScriptTriggers(ExistingHost host) =>
        host.Reinstalled is { } reinstalled ? [host.Address, host.User, reinstalled] : [host.Address, host.User];

    private static ConnectionArgs Connect(ExistingMachineArgs args)
    {
        var connection = new ConnectionArgs
        {
            Host = args.Host.Address,
            Port = args.Host.Port,
            User = args.Host.User,
            DialErrorLimit = args.Host.Bastion is null ? SshRetries : SshRetriesBehindBastion,
            PerDialTimeout = SshTimeoutSeconds,
        };
        // Left out, it is the agent's. Set to null, it would be a secret without a value, which the engine refuses.
        if (args.PrivateKey is { } privateKey)
            connection.PrivateKey = privateKey;
        if (args.Host.HostKey is { } hostKey)
            connection.HostKey = hostKey;
        if (args.Host.Bastion is { } bastion)
        {
            var proxy = new ProxyConnectionArgs
            {
                Host = bastion.Address,
                Port = bastion.Port,
                User = bastion.User,
                DialErrorLimit = SshRetries,
                PerDialTimeout = SshTimeoutSeconds,
            };
            if (args.PrivateKey is { } bastionsPrivateKey)
                proxy.PrivateKey = bastionsPrivateKey;
            if (bastion.HostKey is { } bastionKey)
                proxy.HostKey = bastionKey;
            connection.Proxy = proxy;
        }

        return connection;
    }
}
