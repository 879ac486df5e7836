using System.Globalization;
using Infra.Tests.EndToEnd.Deployments;
using Infra.Tests.EndToEnd.Programs;
using Infra.Tests.EndToEnd.Suite;
using Infra.Tests.EndToEnd.Worlds;

namespace Infra.Tests.EndToEnd.Scenarios;

/// <summary>
/// A first deployment whose run is killed after each fifth step, and started again, until one ends. What a run that fails says is to be
/// done, is done; nothing else.
/// </summary>
internal static class Interruptions
{
    private const int Steps = 5;
    private const int MostRuns = 120;

    /// <summary>The scenario.</summary>
    public static Scenario Scenario { get; } = new(
        "killed", "up is killed after each fifth step, and run again until it ends.", 8192, ScenarioNeeds.Nothing, TellAsync);

    private static async Task TellAsync(Story story, World world)
    {
        using var hetzner = new HetznerProject(world);
        await using var internet = await world.OpenAsync([.. PublicSites.Of(world), hetzner.Api]);
        var deployment = hetzner.Deploy();
        deployment.Write(new HetznerStack([world.Key.PublicKey]).WithTenant("tenant-a", "traefik").ToString());
        for (var run = 1; ; run++)
        {
            var ended = false;
            await story.StepAsync(
                string.Create(CultureInfo.InvariantCulture, $"Run {run}"), async () => ended = await UpAsync(hetzner, deployment));
            if (ended)
                break;
            if (run == MostRuns)
                throw new StoryFailedException($"After {MostRuns} runs up still doesn't end.");
        }

        await ReadmeApplication.ServeAsync(story, world, deployment, "tenant-a", "traefik");
        await Ending.TellAsync(story, world, deployment, hetzner.Token);
        await Ending.DestroyAsync(story, world, deployment, hetzner);
    }

    // A killed run leaves its lock, which 'cancel' frees, as docs/operations.md says.
    private static async Task<bool> UpAsync(HetznerProject hetzner, Deployment deployment)
    {
        var run = await deployment.UpKilledAfterAsync(Steps);
        if (run.ExitCode == Deployment.Killed)
        {
            (await deployment.RunAsync("cancel", "--yes")).MustEnd();
            return false;
        }

        foreach (var urn in PromisedCommands.ToDelete(run.Text))
            await hetzner.DeleteAsync(await deployment.PendingAsync(urn));
        foreach (var command in PromisedCommands.Of(run.Text, deployment.Stack))
            await FollowAsync(hetzner, deployment, command);
        return run.ExitCode == 0;
    }

    private static async Task FollowAsync(HetznerProject hetzner, Deployment deployment, string command)
    {
        if (command.StartsWith("kubectl", StringComparison.Ordinal))
        {
            // As docs/operations.md has it where no kubeconfig is at hand.
            await hetzner.Datacenter[$"{HetznerStack.Name}-control-plane-1"].MustAsync($"k3s {command}");
            return;
        }

        (await deployment.TypeAsync("bash", ["-c", $"{command} --yes"])).MustEnd();
    }
}
