using Infra.Tests.EndToEnd.Deployments;
using Infra.Tests.EndToEnd.Programs;
using Infra.Tests.EndToEnd.Suite;
using Infra.Tests.EndToEnd.Worlds;

namespace Infra.Tests.EndToEnd.Scenarios;

/// <summary>
/// Existing machines, one server, an NGINX and a Traefik tenant: from nothing to the README's application, served over HTTPS at each
/// tenant's own address, deployed by the tenant's own kubeconfig.
/// </summary>
internal static class FromNothing
{
    /// <summary>In a private network.</summary>
    public static Scenario Scenario { get; } = new(
        "ssh", "Existing machines, one server, two tenants: from nothing to an application over HTTPS, and back.",
        8192, ScenarioNeeds.Nothing, (story, world) => TellAsync(story, world, RoomStack.Text(isPublic: false)));

    /// <summary>Where nodes have public addresses alone.</summary>
    public static Scenario Public { get; } = new(
        "public", "The same where nodes reach each other over WireGuard alone.",
        8192, ScenarioNeeds.Nothing, (story, world) => TellAsync(story, world, RoomStack.Text(isPublic: true)))
    {
        Obstacle = WithoutWireGuard,
    };

    private static string? WithoutWireGuard()
    {
        var made = LocalProgram.Run("unshare", "--net", "ip", "link", "add", "probe", "type", "wireguard");
        return made.ExitCode == 0 ? null : $"The kernel has no WireGuard: {made.Text.Trim()}";
    }

    private static async Task TellAsync(Story story, World world, string stack)
    {
        await using var internet = await world.OpenAsync(PublicSites.Of(world));
        var room = new Room(world);
        await story.StepAsync("Three machines boot", () => room.StartAsync(RoomStack.Machines));
        var deployment = new Deployment(world, RoomStack.Name);
        deployment.Write(stack);
        await deployment.SetSecretAsync("infra:sshPrivateKey", await File.ReadAllTextAsync(world.Key.PrivateFile));
        await story.StepAsync("preview says what is to come", async () => (await deployment.RunAsync("preview")).MustEnd());
        await story.StepAsync("The first up ends by itself", async () => await deployment.UpAsync());
        foreach (var (tenant, controller) in RoomStack.Tenants)
            await ReadmeApplication.ServeAsync(story, world, deployment, tenant, controller);

        await story.StepAsync("HTTP leads to HTTPS, and nobody else's name is served", () => FrontDoor.TryAsync(world, deployment));
        await Ending.TellAsync(story, world, deployment, await File.ReadAllTextAsync(world.Key.PrivateFile));
        await Ending.DestroyAsync(story, world, deployment);
    }
}
