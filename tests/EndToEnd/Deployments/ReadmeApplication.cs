using System.Net;
using System.Text.RegularExpressions;
using Infra.Tests.EndToEnd.Suite;
using Infra.Tests.EndToEnd.Worlds;

namespace Infra.Tests.EndToEnd.Deployments;

/// <summary>The application that the README deploys as a tenant, word for word but for the tenant's names.</summary>
internal static partial class ReadmeApplication
{
    /// <summary>Its image.</summary>
    public const string Image = "traefik/whoami:v1.11.0";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    /// <summary>A step that lets the tenant's names lead to its address, and deploys the application until it is served.</summary>
    /// <param name="story">Whose step it is.</param>
    /// <param name="world">The world.</param>
    /// <param name="deployment">The stack.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="controller">Its ingress controller.</param>
    public static Task ServeAsync(Story story, World world, Deployment deployment, string tenant, string controller) => story.StepAsync(
        $"README's application is served for {tenant} by {controller}, with a certificate", async () =>
        {
            await PointAsync(world, deployment, tenant);
            await DeployAsync(world, deployment, tenant, controller);
        });

    /// <summary>Lets the tenant's names lead to its address, as the output <c>Addresses</c> has it.</summary>
    public static async Task PointAsync(World world, Deployment deployment, string tenant) => world.Dns.Set(
        IPAddress.Parse((await deployment.OutputsAsync("Addresses"))[tenant]), Domain(tenant), $"www.{Domain(tenant)}");

    /// <summary>Deploys it with the tenant's own kubeconfig, and waits until it is served.</summary>
    /// <param name="world">The world.</param>
    /// <param name="deployment">The stack.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="controller">Its ingress controller.</param>
    public static async Task DeployAsync(World world, Deployment deployment, string tenant, string controller)
    {
        var kubeconfigs = await deployment.OutputsAsync("TenantKubeconfigs");
        var cluster = Cluster.Of(world, tenant, kubeconfigs[tenant]);
        await cluster.MustWithInputAsync(Text(world.Root, tenant, controller), "apply", "-f", "-");
        await Visitor.UntilServedAsync(world, Domain(tenant), Limit);
    }

    /// <summary>The domain under which a tenant's application is served.</summary>
    public static string Domain(string tenant) => $"{tenant}.e2e.internal";

    private static string Text(string root, string tenant, string controller)
    {
        var found = Block().Match(File.ReadAllText(Path.Combine(root, "README.md")));
        return found.Success
            ? found.Groups[1].Value.Replace("tenant-b.example.com", Domain(tenant), StringComparison.Ordinal)
                .Replace("traefik-tenant-b", $"{controller}-{tenant}", StringComparison.Ordinal)
                .Replace("tenant-b", tenant, StringComparison.Ordinal)
            : throw new StoryFailedException("README.md shows no application any more ('This is `web.yaml`:' with YAML below).");
    }

    [GeneratedRegex(@"This is `web\.yaml`:\s+```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
