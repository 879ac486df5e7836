using System.Globalization;
using Infra.Tests.EndToEnd.Deployments;
using Infra.Tests.EndToEnd.Programs;
using Infra.Tests.EndToEnd.Suite;
using Infra.Tests.EndToEnd.Worlds;

namespace Infra.Tests.EndToEnd.Scenarios;

/// <summary>
/// Servers that are created: from nothing to applications, and then what a cluster meets in a year, one change after the other. Whom a
/// change isn't for doesn't notice it.
/// </summary>
internal static class YearOfACluster
{
    private const string Patch = "v1.36.3+k3s1";
    private const string Minor = "v1.37.0+k3s1";

    /// <summary>The scenario.</summary>
    public static Scenario Scenario { get; } = new(
        "hcloud", "Servers at Hetzner, and a year of changes: each is planned, previewed and deployed, and nobody else notices.", 10240,
        new ScenarioNeeds([Patch, Minor]), TellAsync);

    private static async Task TellAsync(Story story, World world)
    {
        using var hetzner = new HetznerProject(world);
        await using var internet = await world.OpenAsync([.. PublicSites.Of(world), hetzner.Api]);
        var deployment = hetzner.Deploy();
        var stack = new HetznerStack([world.Key.PublicKey]).WithCluster("k3sVersion", Patch)
            .WithTenant("tenant-a", "nginx").WithTenant("tenant-b", "traefik");
        deployment.Write(stack.ToString());
        await story.StepAsync("The first up ends by itself", async () => await deployment.UpAsync());
        await using var changes = new Changes(story, world, deployment);
        foreach (var (tenant, controller) in new[] { ("tenant-a", "nginx"), ("tenant-b", "traefik") })
        {
            await ServeAsync(tenant, controller);
            changes.Visit(tenant);
        }

        stack = stack.WithTenant("tenant-c", "traefik");
        await changes.MakeAsync("A tenant more", stack.ToString());
        await ServeAsync("tenant-c", "traefik");
        changes.Visit("tenant-c");

        // The controller starts anew, to watch it, too.
        await ChangeAsync("A namespace more", stack.With("tenant-b", "namespaces", "[staging]"), "tenant-b");
        await ChangeAsync("Another quota", stack.With("tenant-b", "quota", "{ memory: 900Mi, pods: 30 }"));
        await ChangeAsync("An administrator more", stack.WithKey(SshKey.Create("second").PublicKey));
        await ChangeAsync("Images from one registry alone", stack.With("tenant-b", "registries", "[docker.io/traefik]"));

        await ChangeAsync("Another ingress controller", stack.With("tenant-c", "ingress", "nginx"), "tenant-c", async () =>
        {
            await deployment.UpAsync();
            await ReadmeApplication.DeployAsync(world, deployment, "tenant-c", "nginx");
        });
        await ChangeAsync("K3s's next patch", stack.WithCluster("k3sVersion", world.Programs.Versions.K3s));
        await ChangeAsync("K3s's next minor version", stack.WithCluster("k3sVersion", Minor));
        story.Skip("Another version of a chart", "The program pins one of each; another needs an older release of the program.");
        await ChangeAsync("A node rebuilt", stack.With("tenant-b", "rebuild", "spring"), "tenant-b");
        await ChangeAsync("Another location", stack.With("tenant-c", "location", "hel1"), "tenant-c", async () =>
        {
            await deployment.UpAsync();
            await ReadmeApplication.PointAsync(world, deployment, "tenant-c");
        });
        await ChangeAsync("A larger server", stack.With("tenant-c", "serverType", "cpx22"), "tenant-c");

        await ChangeAsync("Protection", stack.WithCluster("protect", "true"));
        await story.StepAsync("A protected tenant's removal is refused by the preview, with the command that lifts it", async () =>
        {
            deployment.Write(stack.WithoutTenant("tenant-c").ToString());
            (await deployment.RunAsync("preview")).MustEnd(1).MustSay("pulumi state unprotect");
            deployment.Write(stack.ToString());
        });
        await ChangeAsync("No protection", stack.WithCluster("protect", "false"));

        await story.StepAsync("A tenant's Job runs", async () => await RunJobAsync("tenant-c"));
        await changes.LeaveAsync("tenant-c");
        await ChangeAsync("A tenant removed while its Job runs", stack.WithoutTenant("tenant-c"));
        await story.StepAsync("Nothing of the tenant is left", () => MustBeGoneAsync("tenant-c"));

        await changes.LeaveAsync("tenant-b");
        await story.StepAsync("A tenant's machine dies", () =>
        {
            hetzner.Datacenter[$"{HetznerStack.Name}-tenant-b"].Stop();
            return Task.CompletedTask;
        });
        await ChangeAsync("A tenant removed whose machine is dead", stack.WithoutTenant("tenant-b"));
        await story.StepAsync("Nothing of that tenant is left", () => MustBeGoneAsync("tenant-b"));

        await Ending.TellAsync(story, world, deployment, hetzner.Token);
        await changes.DisposeAsync();
        await Ending.DestroyAsync(story, world, deployment, hetzner);

        async Task ChangeAsync(string title, HetznerStack after, string? noticed = null, Func<Task>? deploy = null)
        {
            stack = after;
            await changes.MakeAsync(title, after.ToString(), noticed is null ? null : [noticed], deploy);
        }

        Task ServeAsync(string tenant, string controller) => ReadmeApplication.ServeAsync(story, world, deployment, tenant, controller);

        async Task RunJobAsync(string tenant)
        {
            var cluster = Cluster.Of(world, tenant, (await deployment.OutputsAsync("TenantKubeconfigs"))[tenant]);
            await cluster.MustWithInputAsync(Job, "apply", "-f", "-");
            await cluster.MustAsync("wait", "--for=jsonpath={.status.active}=1", "job/work", "--timeout=60s");
        }

        async Task MustBeGoneAsync(string tenant)
        {
            var cluster = Cluster.Of(world, "administrator", await deployment.OutputAsync("Kubeconfig"));
            var namespaces = await cluster.MustAsync("get", "namespaces,nodes", "--output=name");
            if (namespaces.Contains(tenant, StringComparison.Ordinal) || hetzner.Datacenter.Has($"{HetznerStack.Name}-{tenant}"))
                throw new StoryFailedException($"Of {tenant} are left: {namespaces}");
            if (namespaces.Length == 0)
                throw new StoryFailedException("The cluster names nothing.");
        }
    }

    private static string Job => string.Create(CultureInfo.InvariantCulture, $$"""
        apiVersion: batch/v1
        kind: Job
        metadata: { name: work }
        spec:
          template:
            spec:
              restartPolicy: Never
              securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: RuntimeDefault } }
              containers:
                - name: work
                  image: {{ReadmeApplication.Image}}
                  args: ["--port=8081"]
                  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
        """);
}
