using Infra.Tests.EndToEnd.Deployments;
using Infra.Tests.EndToEnd.Programs;
using Infra.Tests.EndToEnd.Suite;
using Infra.Tests.EndToEnd.Worlds;

namespace Infra.Tests.EndToEnd.Scenarios;

/// <summary>Attacks: all cases of the guards, traffic between tenants' pods, and what a captured node's credentials open.</summary>
internal static class Attacks
{
    /// <summary>The scenario.</summary>
    public static Scenario Scenario { get; } = new(
        "attacks", "The guards' cases, traffic between tenants' pods, and a captured node's credentials.",
        8192, ScenarioNeeds.Nothing, TellAsync);

    private static async Task TellAsync(Story story, World world)
    {
        using var hetzner = new HetznerProject(world);
        await using var internet = await world.OpenAsync([.. PublicSites.Of(world), hetzner.Api]);
        var deployment = hetzner.Deploy();
        var stack = new HetznerStack([world.Key.PublicKey]).WithTenant("tenant-a", "traefik").WithTenant("tenant-b", "nginx");
        deployment.Write(stack.ToString());
        await story.StepAsync("The first up ends by itself", async () => await deployment.UpAsync());
        var administrator = Cluster.Of(world, "administrator", await deployment.OutputAsync("Kubeconfig"));
        foreach (var (tenant, controller) in new[] { ("tenant-a", "traefik"), ("tenant-b", "nginx") })
            await ReadmeApplication.ServeAsync(story, world, deployment, tenant, controller);
        await story.StepAsync("conformance: every case is decided as it says", async () =>
            (await deployment.TypeAsync("./build.sh", ["conformance", "--kubeconfig", administrator.Kubeconfig, "--yes"])).MustEnd());
        await story.StepAsync("verify --traffic: what is closed is closed", async () =>
            (await deployment.RunAsync("verify", "--traffic")).MustEnd());
        await story.StepAsync("A captured node opens nothing of others", () => CapturedNode.TryAsync(
            hetzner.Datacenter[$"{HetznerStack.Name}-tenant-a"], hetzner.Datacenter[$"{HetznerStack.Name}-tenant-b"]));
        await Ending.TellAsync(story, world, deployment, hetzner.Token);
        await Ending.DestroyAsync(story, world, deployment, hetzner);
    }
}
