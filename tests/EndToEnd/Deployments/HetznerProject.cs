using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Infra.Tests.EndToEnd.Hetzner;
using Infra.Tests.EndToEnd.Suite;
using Infra.Tests.EndToEnd.Worlds;

namespace Infra.Tests.EndToEnd.Deployments;

/// <summary>A project at Hetzner: its API, its datacenter, and the token that leads to it.</summary>
internal sealed class HetznerProject : IDisposable
{
    private static readonly string[] Kinds =
        ["servers", "networks", "firewalls", "primary_ips", "floating_ips", "placement_groups", "ssh_keys"];

    private readonly World _world;
    private readonly HttpClient _console;

    /// <summary>Opens a project without anything in it.</summary>
    public HetznerProject(World world)
    {
        _world = world;
        Datacenter = new HetznerDatacenter(world);
        Api = new HetznerApi(Token, Datacenter, new AddressPool("95.216.20.0/24"));
        // The world's own authority signed the API's certificate.
        _console = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } })
        {
            BaseAddress = new Uri("https://api.hetzner.cloud/v1/"),
        };
        _console.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    /// <summary>The project's token: 64 characters, as real ones.</summary>
    public string Token { get; } = "EndToEndToken0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO";

    /// <summary>Where its servers stand.</summary>
    public HetznerDatacenter Datacenter { get; }

    /// <summary>Its API.</summary>
    public HetznerApi Api { get; }

    /// <summary>A deployment into it.</summary>
    public Deployment Deploy() => new(_world, HetznerStack.Name, [KeyValuePair.Create("HCLOUD_TOKEN", Token)]);

    /// <summary>Deletes a server, as somebody does in Hetzner's console.</summary>
    public async Task DeleteServerAsync(string name)
    {
        var server = Api.Server(name) ?? throw new StoryFailedException($"There is no server '{name}'.");
        using var answer = await _console.DeleteAsync(new Uri($"servers/{server.Id}", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        await Patience.UntilAsync(TimeSpan.FromSeconds(30), () => Task.FromResult(Api.Server(name) is null ? null : $"{name} is there"));
    }

    /// <summary>Deletes what Pulumi was about to create, if it is there, as somebody does in Hetzner's console.</summary>
    public async Task DeleteAsync((string Type, JsonNode? Inputs) pending)
    {
        var word = pending.Type.Split(':')[^1];
        if (word == "NetworkSubnet")
            await ActAsync($"networks/{pending.Inputs!["networkId"]}/actions/delete_subnet", "ip_range", pending.Inputs["ipRange"]!);
        else if (word == "ServerNetwork")
            await ActAsync($"servers/{pending.Inputs!["serverId"]}/actions/detach_from_network", "network", pending.Inputs["networkId"]!);
        else if (Kinds.FirstOrDefault(kind => IsKind(kind, word)) is { } kind && pending.Inputs?["name"] is { } name)
        {
            var answer = JsonNode.Parse(await _console.GetStringAsync(new Uri($"{kind}?name={name}", UriKind.Relative)))!;
            foreach (var found in answer[kind]!.AsArray())
                (await _console.DeleteAsync(new Uri($"{kind}/{found!["id"]}", UriKind.Relative))).EnsureSuccessStatusCode();
        }
    }

    // "primary_ips" holds each PrimaryIp.
    private static bool IsKind(string kind, string word) =>
        string.Equals(kind.TrimEnd('s').Replace("_", "", StringComparison.Ordinal), word, StringComparison.OrdinalIgnoreCase);

    // What isn't there any more is refused.
    private async Task ActAsync(string path, string name, JsonNode value)
    {
        using var body = new StringContent(new JsonObject { [name] = value.DeepClone() }.ToJsonString(), null, "application/json");
        using var answer = await _console.PostAsync(new Uri(path, UriKind.Relative), body);
    }

    /// <summary>Fails where something is left in it.</summary>
    public async Task MustBeEmptyAsync()
    {
        var left = new List<string>();
        foreach (var kind in Kinds)
        {
            var answer = JsonNode.Parse(await _console.GetStringAsync(new Uri(kind, UriKind.Relative)))!;
            left.AddRange(answer[kind]!.AsArray().Select(one => $"{kind}/{one!["name"]}"));
        }

        if (left.Count > 0)
            throw new StoryFailedException($"At Hetzner are left: {string.Join(", ", left)}");
    }

    public void Dispose() => _console.Dispose();
}
