using Infra.Tests.EndToEnd.Suite;
using Infra.Tests.EndToEnd.Worlds;

namespace Infra.Tests.EndToEnd.Deployments;

/// <summary>What holds at the end of every story.</summary>
internal static class Ending
{
    private const string OfK3s = """
        for path in /usr/local/bin/k3s /etc/rancher/k3s /var/lib/rancher/k3s/server /etc/systemd/system/k3s*.service; do
          [ ! -e "$path" ] || echo "$path"
        done
        # It ends with 1 where nothing runs.
        pgrep -l 'k3s|containerd' || [ "$?" -eq 1 ]
        """;

    /// <summary>Tries what holds while the cluster is there.</summary>
    public static async Task TellAsync(Story story, World world, Deployment deployment, params string[] secrets)
    {
        await story.StepAsync("A further up changes nothing, and shows no process a secret", async () =>
        {
            var secretsOfState = Secrets.Of(await deployment.ExportAsync(withSecrets: true));
            using var watch = new SecretWatch([.. secretsOfState.Keys]);
            await deployment.UpAsync("--expect-no-changes");
            if (watch.Found.Any())
                throw new StoryFailedException($"Secrets were seen in {string.Join(", ", watch.Found)}.");
        });
        deployment.KeepTimes();
        await story.StepAsync("verify finds no failure", async () => (await deployment.RunAsync("verify")).MustEnd());
        await story.StepAsync("No secret is in state, output or logs", () => SecretSearch.MustFindNothingAsync(world, deployment, secrets));
    }

    /// <summary>Destroys the stack, after which nothing of it may be left: on machines that stay, or at the provider.</summary>
    public static async Task DestroyAsync(Story story, World world, Deployment deployment, HetznerProject? hetzner = null)
    {
        await story.StepAsync("destroy removes everything", async () =>
        {
            (await deployment.RunAsync("destroy", "--yes")).MustEnd();
            var left = (await deployment.ExportAsync())["deployment"]!["resources"];
            if (left is not null && left.AsArray().Count > 1)
                throw new StoryFailedException($"The state still has {left.AsArray().Count} resources.");
        });
        await story.StepAsync("Nothing is left behind", async () =>
        {
            if (hetzner is not null)
                await hetzner.MustBeEmptyAsync();
            foreach (var machine in world.Machines.Where(machine => machine.IsRunning))
            {
                var left = await machine.MustAsync(OfK3s);
                if (left.Length > 0)
                    throw new StoryFailedException($"On {machine.Name} are left:\n{left}");
            }
        });
    }
}
