using System.Globalization;
using Infra.Tests.EndToEnd.Suite;
using Infra.Tests.EndToEnd.Worlds;

namespace Infra.Tests.EndToEnd.Deployments;

/// <summary>What a tenant's address answers besides its application.</summary>
internal static class FrontDoor
{
    // etcd, metrics of MetalLB's speaker, the kubelet, and the first of the node ports.
    private static readonly int[] ClosedPorts = [2379, 9120, 10250, 30000];


    private static readonly string[] Quietly =
        ["--silent", "--insecure", "--max-time", "3", "--output", "/dev/null", "--write-out", "%{http_code}"];

    /// <summary>Tries each tenant's address: requests over HTTP are sent on, and another tenant's name isn't served.</summary>
    public static async Task TryAsync(World world, Deployment deployment)
    {
        var addresses = await deployment.OutputsAsync("Addresses");
        foreach (var (tenant, address) in addresses)
        {
            var domain = ReadmeApplication.Domain(tenant);
            var plain = await AskAsync(world, $"http://{domain}/", domain, address);
            if (!plain.StartsWith("30", StringComparison.Ordinal))
                throw new StoryFailedException($"http://{domain}/ at {address} answers {plain}, and isn't sent on to HTTPS.");
            foreach (var other in addresses.Keys.Where(other => other != tenant).Select(ReadmeApplication.Domain))
            {
                var foreign = await AskAsync(world, $"https://{other}/", other, address);
                if (foreign.StartsWith('2'))
                    throw new StoryFailedException($"https://{other}/ is served at {address}, which is {tenant}'s.");
            }
        }

        foreach (var address in addresses.Values.Append(world.Machines[0].Address))
        {
            foreach (var port in ClosedPorts)
            {
                if (await AskAsync(world, string.Create(CultureInfo.InvariantCulture, $"http://{address}:{port}/"), "", "") != "000")
                {
                    throw new StoryFailedException(
                        string.Create(CultureInfo.InvariantCulture, $"Port {port} of {address} answers to the world."));
                }
            }
        }
    }

    // The status, or 000 where nothing answers.
    private static async Task<string> AskAsync(World world, string url, string name, string address)
    {
        string[] where = name.Length > 0 ? ["--resolve", $"{name}:80:{address}", "--resolve", $"{name}:443:{address}"] : [];
        var answer = await LocalProgram.RunAsync(
            "curl", [.. Quietly, "--cacert", world.Trust, .. where, url], "", TimeSpan.FromSeconds(10));
        return answer.Output;
    }
}
