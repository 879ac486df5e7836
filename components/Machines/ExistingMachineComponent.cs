using Pulumi;
using Pulumi.Command.Remote;
using Pulumi.Command.Remote.Inputs;

namespace Infra.Components.Machines;

/// <summary>A machine that exists already: it is checked and prepared over SSH, and left as it is when the component goes.</summary>
public sealed class ExistingMachineComponent : ComponentResource, IMachine
{
    /// <summary>Registers the check and the preparation.</summary>
    public ExistingMachineComponent(string name, ExistingMachineArgs args, ComponentResourceOptions? options = null)
        : base("infra:components:ExistingMachine", name, args, options)
    {
        Name = args.Name;
        Connection = Connect(args);
        var check = new Command($"{args.Name}-check", new CommandArgs
        {
            Connection = Connection,
            Create = OsPreparation.Check(args.Name, args.RunsControlPlane, args.Host.PrivateAddress),
            AddPreviousOutputInEnv = false,
        }, new CustomResourceOptions { Parent = this });
        var prepared = new Command($"{args.Name}-prepare", new CommandArgs
        {
            Connection = Connection,
            Create = OsPreparation.Script(args.Name, args.SshPublicKeys),
            AddPreviousOutputInEnv = false,
        }, new CustomResourceOptions { Parent = this, DependsOn = check });

        // Whoever asks for an address waits for the preparation.
        PublicAddress = After(prepared, args.Host.Address);
        NodeAddress = After(prepared, args.Host.PrivateAddress ?? args.Host.Address);
        ServiceAddress = After(prepared, args.ServiceAddress ?? args.Host.Address);
        Identity = After(prepared, args.Host.Address);
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
    public Output<string> Identity { get; }

    /// <inheritdoc />
    public ConnectionArgs Connection { get; }

    private static Output<string> After(Command command, string value) => command.Stdout.Apply(_ => value);

    private static ConnectionArgs Connect(ExistingMachineArgs args)
    {
        var connection = new ConnectionArgs
        {
            Host = args.Host.Address,
            Port = args.Host.Port,
            User = args.Host.User,
            PrivateKey = args.PrivateKey,
        };
        if (args.Host.HostKey is { } hostKey)
            connection.HostKey = hostKey;
        if (args.Host.Bastion is { } bastion)
        {
            var proxy = new ProxyConnectionArgs
            {
                Host = bastion.Address,
                Port = bastion.Port,
                User = bastion.User,
                PrivateKey = args.PrivateKey,
            };
            if (bastion.HostKey is { } bastionKey)
                proxy.HostKey = bastionKey;
            connection.Proxy = proxy;
        }

        return connection;
    }
}
