using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Infra.Tests.EndToEnd.Hetzner;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Infra.Tests.EndToEndParts.Hetzner;

/// <summary>Tests that ask the imitated API over HTTP.</summary>
public abstract class HetznerTests : IAsyncLifetime
{
    private const string Token = "the token";

    private static readonly Dictionary<string, string> Named = new() { ["chosen"] = "198.51.100.200" };

    private WebApplication? _server;

    internal RecordingDatacenter Datacenter { get; } = new();

    internal HetznerApi Api { get; }

    private protected HttpClient Client { get; } = new();

    protected HetznerTests() => Api = new HetznerApi(Token, Datacenter, new AddressPool("198.51.100.0/24", Named))
    {
        ActionTime = TimeSpan.FromMilliseconds(1),
    };

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRouting();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(Api.AnswerAsync);
        await _server.StartAsync();
        Client.BaseAddress = new Uri($"{_server.Urls.Single()}/v1/");
        Client.DefaultRequestHeaders.Authorization = new("Bearer", Token);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _server!.DisposeAsync();
    }

    private protected Task<Reply> Get(string path) => Send(HttpMethod.Get, path);

    private protected Task<Reply> Delete(string path) => Send(HttpMethod.Delete, path);

    private protected Task<Reply> Post(string path, object? body = null) => Send(HttpMethod.Post, path, body);

    private protected Task<Reply> Put(string path, object body) => Send(HttpMethod.Put, path, body);

    /// <summary>Asks for something and waits until its actions have ended; the answer is the first one.</summary>
    private protected async Task<Reply> Done(Task<Reply> asked)
    {
        var reply = await asked;
        Assert.InRange(reply.Status, 200, 299);
        JsonNode?[] actions = [reply.At("action"), .. reply.At("actions")?.AsArray() ?? [], .. reply.At("next_actions")?.AsArray() ?? []];
        foreach (var action in actions.OfType<JsonNode>())
            Assert.Equal("success", (string?)(await Ended((long)action["id"]!))["status"]);
        return reply;
    }

    /// <summary>An action that has ended.</summary>
    private protected async Task<JsonNode> Ended(long action)
    {
        while (true)
        {
            var shown = (await Get($"actions?id={action}")).At("actions")!.AsArray().Single()!;
            if ((string?)shown["status"] != "running")
                return shown;
            await Task.Delay(1);
        }
    }

    /// <summary>Waits for a call that comes later than the answer. It takes long only to fail.</summary>
    private protected async Task Called(string call)
    {
        for (var tries = 0; !Datacenter.Calls.Contains(call); tries++)
        {
            Assert.True(tries < 500, $"'{call}' didn't come, only: {string.Join("; ", Datacenter.Calls)}");
            await Task.Delay(10);
        }
    }

    /// <summary>Makes a server; one that isn't started has no public address but what it is given.</summary>
    private protected async Task<long> Server(
        string name, string type = "cpx22", bool start = true, long? ipv4 = null, object? labels = null) =>
        (await Done(Post("servers", new
        {
            name,
            server_type = type,
            image = "debian-13",
            location = "nbg1",
            start_after_create = start,
            labels,
            public_net = new { enable_ipv4 = ipv4 is not null || start, enable_ipv6 = false, ipv4 },
        }))).Id("server");

    private protected async Task<long> PrimaryIp(string name) =>
        (await Post("primary_ips", new { name, type = "ipv4", location = "nbg1", assignee_type = "server" })).Id("primary_ip");

    private protected async Task<string> Status(long server) => (string)(await Get($"servers/{server}")).At("server", "status")!;

    private async Task<Reply> Send(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Reply((int)response.StatusCode, text.Length > 0 ? JsonNode.Parse(text)!.AsObject() : []);
    }
}
