using Infra.Tests.EndToEnd.Deployments;
using Infra.Tests.EndToEnd.Programs;
using Infra.Tests.EndToEnd.Suite;
using Infra.Tests.EndToEnd.Worlds;

namespace Infra.Tests.EndToEnd.Scenarios;

/// <summary>Three servers: one is lost, the entry moves, K3s is upgraded, and etcd is restored as docs/operations.md says.</summary>
internal static class ThreeServers
{
    private const string Patch = "v1.36.3+k3s1";
    private const string Tenant = "tenant-a";

    /// <summary>The scenario.</summary>
    public static Scenario Scenario { get; } = new(
        "servers", "Three servers: one lost and replaced, the entry moved, K3s upgraded, etcd restored, while a tenant is served.", 12288,
        new ScenarioNeeds([Patch]), TellAsync);

    private static async Task TellAsync(Story story, World world)
    {
        using var hetzner = new HetznerProject(world);
        await using var internet = await world.OpenAsync([.. PublicSites.Of(world), hetzner.Api]);
        var deployment = hetzner.Deploy();
        var stack = new HetznerStack([world.Key.PublicKey]).WithCluster("k3sVersion", Patch)
            .WithCluster("controlPlane", "{ serverType: cpx22, count: 3 }").WithTenant(Tenant, "traefik");
        deployment.Write(stack.ToString());
        await story.StepAsync("The first up ends by itself", async () => await deployment.UpAsync());
        await using var changes = new Changes(story, world, deployment);
        await ReadmeApplication.ServeAsync(story, world, deployment, Tenant, "traefik");
        changes.Visit(Tenant);

        await changes.DeployAsync("The second server is lost, and replaced by up --refresh", noticed: [], async () =>
        {
            await hetzner.DeleteServerAsync($"{HetznerStack.Name}-control-plane-2");
            await deployment.UpAsync("--refresh");
            await MustHaveMembersAsync(3);
        });
        stack = stack.WithCluster("k3sVersion", world.Programs.Versions.K3s);
        await changes.MakeAsync("K3s's next patch, server by server", stack.ToString());
        stack = stack.WithCluster("controlPlane", "{ serverType: cpx22, count: 3, entry: 2 }");
        await changes.MakeWithAnotherKubeconfigAsync("The entry moves to the second server", stack.ToString());
        await changes.DeployAsync("The first server is lost, and replaced", noticed: [], async () =>
        {
            await hetzner.DeleteServerAsync($"{HetznerStack.Name}-control-plane-1");
            await deployment.UpAsync("--refresh");
            await MustHaveMembersAsync(3);
        });
        await changes.DeployAsync("Two servers are lost, and etcd is restored from a snapshot", noticed: [], RestoreAsync);
        await Ending.TellAsync(story, world, deployment, hetzner.Token);
        await changes.DisposeAsync();
        await Ending.DestroyAsync(story, world, deployment, hetzner);

        async Task MustHaveMembersAsync(int count)
        {
            var cluster = Cluster.Of(world, "administrator", await deployment.OutputAsync("Kubeconfig"));
            var nodes = await cluster.GetAsync("nodes", "-l", "node-role.kubernetes.io/etcd=true");
            var ready = nodes.Count(node => node!["status"]!["conditions"]!.AsArray().Any(condition =>
                condition!["type"]!.GetValue<string>() == "Ready" && condition["status"]!.GetValue<string>() == "True"));
            if (nodes.Count != count || ready != count)
                throw new StoryFailedException($"{nodes.Count} servers are in the cluster, {ready} of them ready; {count} are expected.");
        }

        async Task RestoreAsync()
        {
            var second = hetzner.Datacenter[$"{HetznerStack.Name}-control-plane-2"];
            await second.MustAsync("k3s etcd-snapshot save --name e2e");
            var snapshot = (await second.MustAsync("ls -t /var/lib/rancher/k3s/server/db/snapshots/e2e-* | head -n 1")).Trim();
            foreach (var number in new[] { 1, 3 })
                hetzner.Datacenter[$"{HetznerStack.Name}-control-plane-{number}"].Stop();
            await second.MustAsync("bash -e", DocumentedCommands.Block(
                world.Root, "docs/operations.md", "**All three servers are lost**", ("<snapshot>", snapshot)));
            foreach (var number in new[] { 1, 3 })
            {
                var urn = await deployment.UrnAsync("hcloud:index/server:Server", $"control-plane-{number}");
                await deployment.UpAsync("--replace", urn);
            }

            await MustHaveMembersAsync(3);
        }
    }
}
