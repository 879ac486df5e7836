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
        deployment.Write($$"""
            config:
              infra:cluster:
                name: {{Stack}}
                provider: ssh
                network: { type: private, range: 10.99.0.0/24 }
                controlPlane:
                  hosts: [{ address: {{Lan.PublicAddress(1)}}, privateAddress: {{Lan.PrivateAddress(1)}} }]
                administrators: { cidrs: [192.0.2.1/32, {{Wires.Internet}}/32] }
                certificates: { issuer: letsencrypt, email: platform@example.org }
              infra:tenants:
                - name: tenant-a
                  host: { address: {{Lan.PublicAddress(2)}}, privateAddress: {{Lan.PrivateAddress(2)}} }
                  domains: [tenant-a.example.com, www.tenant-a.example.com]
                  ingress: nginx
                - name: tenant-b
                  host: { address: {{Lan.PublicAddress(3)}}, privateAddress: {{Lan.PrivateAddress(3)}} }
                  address: {{Lan.FurtherAddress(1)}}
                  domains: [tenant-b.example.com]
            """);
        await deployment.SetSecretAsync("infra:sshPrivateKey", await File.ReadAllTextAsync(world.Key.PrivateFile));

        await story.StepAsync("preview says what is to come, and changes nothing", async () => (await deployment.RunAsync("preview")).MustEnd());
        await story.StepAsync("The first up ends by itself", async () => await deployment.UpAsync());
        await story.StepAsync("Each tenant has its own address", async () =>
        {
            var addresses = await deployment.OutputsAsync("Addresses");
            foreach (var (tenant, domains) in new[]
                     {
                         ("tenant-a", new[] { "tenant-a.example.com", "www.tenant-a.example.com" }), ("tenant-b", ["tenant-b.example.com"]),
                     })
                world.Dns.Set(System.Net.IPAddress.Parse(addresses[tenant]), domains);
        });
        foreach (var (tenant, controller) in new[] { ("tenant-a", "nginx"), ("tenant-b", "traefik") })
        {
            await story.StepAsync($"README's application is served for {tenant} by {controller}, with a certificate",
                () => ReadmeApplication.DeployAsync(world, deployment, tenant, controller));
        }

        await story.StepAsync("HTTP leads to HTTPS, and nobody else's name is served", () => FrontDoor.TryAsync(world, deployment));
        await Ending.TellAsync(story, world, deployment, await File.ReadAllTextAsync(world.Key.PrivateFile));
        await Ending.DestroyAsync(story, world, deployment);
    }
}
