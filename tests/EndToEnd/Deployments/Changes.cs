using System.Collections.Immutable;
using System.Globalization;
using Infra.Tests.EndToEnd.Suite;
using Infra.Tests.EndToEnd.Worlds;

namespace Infra.Tests.EndToEnd.Deployments;

/// <summary>Changes of a stack that runs: each is planned, previewed and deployed, while others' visitors notice nothing.</summary>
/// <param name="story">The story that they are part of.</param>
/// <param name="world">Where it is told.</param>
/// <param name="deployment">The stack.</param>
internal sealed class Changes(Story story, World world, Deployment deployment) : IAsyncDisposable
{
    private readonly Dictionary<string, Visitor> _visitors = new(StringComparer.Ordinal);

    /// <summary>Lets somebody visit a tenant's application from now on.</summary>
    public void Visit(string tenant) => _visitors.TryAdd(tenant, new Visitor(world, ReadmeApplication.Domain(tenant)));

    /// <summary>Nobody visits a tenant's application any more.</summary>
    public async Task LeaveAsync(string tenant)
    {
        if (_visitors.Remove(tenant, out var visitor))
            await visitor.DisposeAsync();
    }

    /// <summary>Makes a change.</summary>
    /// <param name="title">What it is.</param>
    /// <param name="settings">The stack's file after it.</param>
    /// <param name="noticed">Tenants whose visitors may notice it.</param>
    /// <param name="deploy">Deploys it, where that is more than <c>up</c>.</param>
    public async Task MakeAsync(string title, string settings, string[]? noticed = null, Func<Task>? deploy = null)
    {
        await story.StepAsync($"{title}: plan and preview say the same", async () =>
        {
            var plan = await PlanAsync(settings);
            var preview = (await deployment.RunAsync("preview", "--json")).MustEnd();
            PreviewComparison.MustAgree(plan, PreviewComparison.OfPreview(preview.Output));
        });
        await DeployAsync(title, noticed, deploy ?? (() => deployment.UpAsync()));
    }

    /// <summary>
    /// Makes a change by which the kubeconfig becomes another. The engine's preview can't know it, and takes each object of the cluster for
    /// changed; so the plan is compared with what the run does.
    /// </summary>
    public async Task MakeWithAnotherKubeconfigAsync(string title, string settings)
    {
        var planned = ImmutableSortedDictionary<string, string>.Empty;
        await story.StepAsync($"{title}: a plan", async () => planned = await PlanAsync(settings));
        await DeployAsync(title, [], async () =>
            RunComparison.MustHaveDone(planned, await deployment.UpAsync()));
    }

    /// <summary>Does something to a cluster that runs, which nobody but those named may notice.</summary>
    public Task DeployAsync(string title, string[]? noticed, Func<Task> deploy) => story.StepAsync(title, async () =>
    {
        var begun = DateTime.Now;
        await deploy();
        // Whatever was broken by the last step, shows in the next visits.
        await Task.Delay(TimeSpan.FromSeconds(2));
        foreach (var (tenant, visitor) in _visitors)
        {
            var losses = visitor.LossesSince(begun);
            if (losses.Count == 0)
                continue;
            if (noticed?.Contains(tenant) != true)
                throw new StoryFailedException($"{losses.Count} visits of {visitor.Domain} failed:\n{string.Join('\n', losses.Take(10))}");
            story.Note(string.Create(
                CultureInfo.InvariantCulture, $"{visitor.Domain}: {losses.Count} visits failed, from {losses[0]} to {losses[^1]}"));
            await Visitor.UntilServedAsync(world, visitor.Domain, TimeSpan.FromMinutes(4));
        }
    });

    private async Task<ImmutableSortedDictionary<string, string>> PlanAsync(string settings)
    {
        var before = deployment.At(".build/before");
        (await deployment.RunAsync("plan", "--out", before)).MustEnd();
        deployment.Write(settings);
        return PreviewComparison.OfPlan((await deployment.RunAsync("plan", "--against", before, "--format", "json")).Output);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var tenant in _visitors.Keys.ToArray())
            await LeaveAsync(tenant);
    }
}
