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
    /// <summary>The scenario.</summary>
    public static Scenario Scenario { get; } = new(
        "ssh", "Existing machines, one server, two tenants: from nothing to an application over HTTPS, and back.",
        8192, ScenarioNeeds.Nothing, TellAsync);

    private static async Task TellAsync(Story story, World world)
    {
        await using var internet = await world.OpenAsync(PublicSites.Of(world));
        var room = new Room(world);
        await story.StepAsync("Three machines boot", () => room.StartAsync(RoomStack.Machines));
        var deployment = new Deployment(world, RoomStack.Name);
        deployment.Write(RoomStack.Text());
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
