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
    private const int MostRuns = 80;

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
            await story.StepAsync(string.Create(CultureInfo.InvariantCulture, $"Run {run}"), async () => ended = await UpAsync(deployment));
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
    private static async Task<bool> UpAsync(Deployment deployment)
    {
        var run = await deployment.UpKilledAfterAsync(Steps);
        if (run.ExitCode == 0)
            return true;
        if (run.ExitCode != Deployment.Killed)
        {
            foreach (var command in PromisedCommands.Of(run.Text, deployment.Stack))
                (await deployment.TypeAsync("bash", ["-c", command])).MustEnd();
        }

        (await deployment.RunAsync("cancel", "--yes")).MustEnd();
        return false;
    }
}
