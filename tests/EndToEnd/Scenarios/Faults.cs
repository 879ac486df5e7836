using Infra.Tests.EndToEnd.Deployments;
using Infra.Tests.EndToEnd.Programs;
using Infra.Tests.EndToEnd.Suite;
using Infra.Tests.EndToEnd.Worlds;

namespace Infra.Tests.EndToEnd.Scenarios;

/// <summary>What machines do by themselves: they are rebooted, get cards of other names, fill their disks, and lose each other.</summary>
internal static class Faults
{
    // A kubelet holds a node that lacked room for full for five minutes more.
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(8);

    /// <summary>The scenario.</summary>
    public static Scenario Scenario { get; } = new(
        "faults", "Machines are rebooted, get other cards, fill their disks, and lose the control plane for a minute.",
        8192, ScenarioNeeds.Nothing, TellAsync);

    private static async Task TellAsync(Story story, World world)
    {
        await using var internet = await world.OpenAsync(PublicSites.Of(world));
        var room = new Room(world, diskOf: name => name == $"{RoomStack.Name}-tenant-a" ? "2g" : null);
        await story.StepAsync("Three machines boot", () => room.StartAsync(RoomStack.Machines));
        var deployment = new Deployment(world, RoomStack.Name);
        deployment.Write(RoomStack.Text(isPublic: false));
        await deployment.SetSecretAsync("infra:sshPrivateKey", await File.ReadAllTextAsync(world.Key.PrivateFile));
        await story.StepAsync("The first up ends by itself", async () => await deployment.UpAsync());
        foreach (var (tenant, controller) in RoomStack.Tenants)
            await ReadmeApplication.ServeAsync(story, world, deployment, tenant, controller);

        await using var changes = new Changes(story, world, deployment);
        changes.Visit("tenant-a");
        changes.Visit("tenant-b");
        var own = room[$"{RoomStack.Name}-tenant-a"];
        var server = room[$"{RoomStack.Name}-control-plane-1"];
        var number = room.NumberOf(own.Name);
        await changes.DeployAsync("A tenant's machine is rebooted", ["tenant-a"], async () =>
        {
            own.Stop();
            await room.StartAsync(own);
            await ServedAsync("tenant-a");
        });
        await changes.DeployAsync("The server is rebooted", [], async () =>
        {
            server.Stop();
            await Task.Delay(TimeSpan.FromSeconds(10));
            await room.StartAsync(server);
            await ReadyAsync();
        });
        await changes.DeployAsync("A tenant's cards have other names after a reboot", ["tenant-a"], async () =>
        {
            own.Stop();
            await own.StartAsync(machine => Lan.Connect(number, machine.Space, "ens3", "ens10"));
            await ServedAsync("tenant-a");
        });
        // When the way is there again, the tenant's controller learns for a moment that its pods counted as lost.
        await changes.DeployAsync("The network between control plane and a tenant is cut for a minute", ["tenant-a"], async () =>
        {
            Lan.SetCable("private", number, connected: false);
            await Task.Delay(TimeSpan.FromMinutes(1));
            Lan.SetCable("private", number, connected: true);
            await ReadyAsync();
        });
        await changes.DeployAsync("A tenant's disk is full, and has room again", ["tenant-a"], async () =>
        {
            await own.MustAsync("fallocate -l \"$(df --output=avail -B1 /var/lib/rancher | tail -n 1)\" /var/lib/rancher/full || true");
            await Task.Delay(TimeSpan.FromSeconds(90));
            await own.MustAsync("rm /var/lib/rancher/full");
            await ServedAsync("tenant-a");
        });
        story.Skip("A machine's clock is off", "Machines made of namespaces share one clock.");
        await Ending.TellAsync(story, world, deployment, await File.ReadAllTextAsync(world.Key.PrivateFile));
        await changes.DisposeAsync();
        await Ending.DestroyAsync(story, world, deployment);

        Task ServedAsync(string tenant) => Visitor.UntilServedAsync(world, ReadmeApplication.Domain(tenant), Recovery);

        async Task ReadyAsync()
        {
            var cluster = Cluster.Of(world, "administrator", await deployment.OutputAsync("Kubeconfig"));
            await Patience.UntilAsync(Recovery, async () =>
            {
                var ready = await cluster.KubectlAsync("", "wait", "--for=condition=Ready", "nodes", "--all", "--timeout=20s");
                return ready.ExitCode == 0 ? null : ready.Text;
            });
        }
    }
}
