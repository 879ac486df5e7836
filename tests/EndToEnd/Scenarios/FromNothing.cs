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
    private const string Stack = "lab";

    /// <summary>The scenario.</summary>
    public static Scenario Scenario { get; } = new(
        "ssh", "Existing machines, one server, two tenants: from nothing to an application over HTTPS, and back.", 8192, ScenarioNeeds.Nothing, TellAsync);

    private static async Task TellAsync(Story story, World world)
    {
        await using var internet = await world.OpenAsync(PublicSites.Of(world));
        var room = new Room(world);
        await story.StepAsync("Three machines boot", () => room.StartAsync($"{Stack}-control-plane-1", $"{Stack}-tenant-a", $"{Stack}-tenant-b"));
        var deployment = new Deployment(world, Stack);
        deployment.Write(RoomStack.Text(Stack));
        await deployment.SetSecretAsync("infra:sshPrivateKey", await File.ReadAllTextAsync(world.Key.PrivateFile));
        await story.StepAsync("preview says what is to come, and changes nothing", async () => (await deployment.RunAsync("preview")).MustEnd());
        await story.StepAsync("The first up ends by itself", async () => await deployment.UpAsync());
        foreach (var (tenant, controller) in RoomStack.Tenants)
        {
            await story.StepAsync($"README's application is served for {tenant} by {controller}, with a certificate", async () =>
            {
                world.Dns.Set(System.Net.IPAddress.Parse((await deployment.OutputsAsync("Addresses"))[tenant]), RoomStack.Domains(tenant));
                await ReadmeApplication.DeployAsync(world, deployment, tenant, controller);
            });
        }

        await story.StepAsync("HTTP leads to HTTPS, and nobody else's name is served", () => FrontDoor.TryAsync(world, deployment));
        await Ending.TellAsync(story, world, deployment, await File.ReadAllTextAsync(world.Key.PrivateFile));
        await Ending.DestroyAsync(story, world, deployment);
    }
}
