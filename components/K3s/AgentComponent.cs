using Infra.Components.Kubernetes;
using Infra.Components.Machines;
using Pulumi;
using Pulumi.Command.Remote;

namespace Infra.Components.K3s;

/// <summary>K3s's agent on a machine that exists already, joined, tainted and labelled as one tenant's node.</summary>
public sealed class AgentComponent : ComponentResource
{
    private readonly AgentArgs _args;

    /// <summary>Registers download and installation on the machine, the node's membership, and its labels at the entry server.</summary>
    public AgentComponent(string name, AgentArgs args, ComponentResourceOptions? options = null)
        : base("infra:components:Agent", name, args, options)
    {
        _args = args;
        var download = Download.Create(args.Machine, args.ControlPlane.Release, args.Images, this);
        var registration = Register(Install(Admit(), download));
        Registration = registration;
        // Its id, as a preview doesn't know what a command that runs again will print.
        NodeName = registration.Id.Apply(_ => args.Machine.Name);
        RegisterOutputs();
    }

    /// <summary>Name of the node, known once it is registered: an input made from it waits for the labelled node.</summary>
    [Output]
    public Output<string> NodeName { get; private set; }

    /// <summary>Done when the node is ready and labelled. Going, it drains and deletes the node before the machine goes.</summary>
    public Resource Registration { get; }

    // After all servers: a kubelet must not be newer than the API that it talks to.
    private Command Admit() => Membership.Create(_args.Machine, _args.ControlPlane.EntryServer, new CustomResourceOptions
    {
        Parent = this,
        DependsOn = [_args.ControlPlane.Ready, .. _args.After],
        DeletedWith = _args.ControlPlane,
    });

    private Command Install(Command membership, Command download)
    {
        var machine = _args.Machine;
        var controlPlane = _args.ControlPlane;
        var args = RemoteCommand.Arguments(
            machine.Connection,
            machine.NodeAddress.Apply(address =>
                K3sInstallation.Agent(machine.Name, address, controlPlane.Release, controlPlane.ReadyLimit)),
            data: Configure());
        args.Logging = Logging.None;
        // Whoever leaves the cluster joins again only when K3s is installed again.
        args.Triggers = Machine.Triggers(machine, membership);
        return new Command($"{machine.Name}-k3s", args, new CustomResourceOptions
        {
            Parent = this,
            DependsOn = { membership, machine.Prepared, download },
            DeleteBeforeReplace = true,
            AdditionalSecretOutputs = { "stdout", "stderr" },
        });
    }

    private Output<string> Configure() => Output
        .Tuple(_args.Machine.NodeAddress, _args.Machine.PublicAddress, _args.ControlPlane.JoinAddress, _args.ControlPlane.AgentToken)
        .Apply(values => new AgentConfiguration
        {
            NodeName = _args.Machine.Name,
            NodeAddress = values.Item1,
            PublicAddress = values.Item2,
            Ipv6Address = _args.Machine.Ipv6Address,
            Join = values.Item3,
            Tenant = _args.Tenant,
            Network = _args.ControlPlane.Network,
            KubeletMaxPods = _args.KubeletMaxPods,
        }.Render(values.Item4));

    private Command Register(Command installation)
    {
        var labels = _args.Labels.SetItem(TenantLabels.NodeKey, _args.Tenant).SetItem(TenantLabels.PoolKey, _args.Tenant);
        var entry = _args.ControlPlane.EntryServer;
        var args = RemoteCommand.Arguments(
            entry.Connection,
            // With its identity among the parameters, another server means an update: the new one must know the labels, too.
            entry.Identity.Apply(server => K3sInstallation.Register(_args.Machine.Name, labels, server, _args.ControlPlane.ReadyLimit)));
        args.Triggers = Machine.Triggers(_args.Machine, installation);
        return new Command($"{_args.Machine.Name}-register", args, new CustomResourceOptions
        {
            Parent = this,
            DependsOn = { installation, entry.Scripts },
            DeletedWith = _args.ControlPlane,
        });
    }
}
