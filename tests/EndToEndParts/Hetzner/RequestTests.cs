using System.Text;
using Infra.Stacks.Providers.HCloud;
using Infra.Tests.EndToEnd.Hetzner;
using Xunit;

namespace Infra.Tests.EndToEndParts.Hetzner;

public sealed class RequestTests : HetznerTests
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGm0Yyc1mTyYfr0Za6Xh1hR5mOnk1YyJBiJvGq1nWkdN";

    [Fact]
    public async Task A_wrong_token_is_refused()
    {
        Client.DefaultRequestHeaders.Authorization = new("Bearer", "another");
        Assert.Equal("401 unauthorized", (await Get("servers")).Outcome);
        Assert.Equal([new RequestSeen("GET", "/v1/servers", 401)], Api.Requests);
    }

    [Fact]
    public async Task Answers_say_how_many_requests_are_left()
    {
        using var response = await Client.GetAsync("locations");
        Assert.Equal("3600", response.Headers.GetValues("RateLimit-Limit").Single());
        Assert.Equal("3599", response.Headers.GetValues("RateLimit-Remaining").Single());
    }

    [Fact]
    public async Task What_is_no_JSON_is_refused()
    {
        using var text = new StringContent("{", Encoding.UTF8, "application/json");
        using var response = await Client.PostAsync("networks", text);
        Assert.Equal(400, (int)response.StatusCode);
    }

    [Theory]
    [InlineData($"{Key} me@here\n", $"{Key} me@here")]
    [InlineData($"  {Key} \n\n", Key)]
    public async Task Keys_are_kept_without_what_surrounds_them(string sent, string kept)
    {
        var created = await Post("ssh_keys", new { name = "key", public_key = sent });
        Assert.Equal(kept, (string?)created.At("ssh_key", "public_key"));
        Assert.Equal("409 uniqueness_error", (await Post("ssh_keys", new { name = "other", public_key = Key })).Outcome);
        Assert.Equal("422 invalid_input", (await Post("ssh_keys", new { name = "none", public_key = "ssh-rsa AAAA" })).Outcome);
    }

    [Fact]
    public async Task Lists_come_in_pages()
    {
        for (var number = 1; number <= 7; number++)
            await Post("placement_groups", new { name = $"group-{number}", type = "spread" });
        var page = await Get("placement_groups?page=2&per_page=3");
        Assert.Equal(
            ["group-4", "group-5", "group-6"],
            page.At("placement_groups")!.AsArray().Select(group => (string)group!["name"]!));
        Assert.Equal(
            """{"page":2,"per_page":3,"previous_page":1,"next_page":3,"last_page":3,"total_entries":7}""",
            page.At("meta", "pagination")!.ToJsonString());
        Assert.Null((await Get("placement_groups?page=3&per_page=3")).At("meta", "pagination", "next_page"));
    }

    [Theory]
    [InlineData("cluster=dev", "1 2")]
    [InlineData("cluster==dev,role!=tenant", "1")]
    [InlineData("cluster", "1 2 3")]
    [InlineData("!cluster", "4")]
    [InlineData("cluster in (prod, test)", "3")]
    [InlineData("cluster notin (dev)", "3 4")]
    public async Task Lists_are_selected_by_label(string selector, string names)
    {
        var labels = new Dictionary<string, Dictionary<string, string>>
        {
            ["1"] = new() { ["cluster"] = "dev", ["role"] = "control-plane" },
            ["2"] = new() { ["cluster"] = "dev", ["role"] = "tenant" },
            ["3"] = new() { ["cluster"] = "prod" },
            ["4"] = [],
        };
        foreach (var (name, own) in labels)
            await Post("placement_groups", new { name, type = "spread", labels = own });
        var found = (await Get($"placement_groups?label_selector={Uri.EscapeDataString(selector)}")).At("placement_groups")!.AsArray();
        Assert.Equal(names, string.Join(' ', found.Select(group => (string?)group!["name"])));
    }

    [Fact]
    public async Task Types_are_those_that_the_program_knows()
    {
        var types = (await Get("server_types?per_page=50")).At("server_types")!.AsArray();
        Assert.NotEmpty(types);
        foreach (var type in types)
        {
            var name = (string)type!["name"]!;
            Assert.Equal(ServerTypes.DiskGb(name), (int)type["disk"]!);
            Assert.Equal(ServerTypes.MemoryMi(name), (int)type["memory"]! * 955);
            Assert.Equal(ServerTypes.Architecture(name), (string?)type["architecture"] == "arm" ? "arm64" : "amd64");
        }
    }

    [Fact]
    public async Task An_image_is_found_by_name_for_an_architecture()
    {
        var images = (await Get("images?name=debian-13&architecture=arm&include_deprecated=true")).At("images")!.AsArray();
        Assert.Equal("arm", (string?)Assert.Single(images)!["architecture"]);
        var other = (long)(await Get("images?name=debian-13&architecture=x86")).At("images")![0]!["id"]!;
        Assert.Equal("422 invalid_input", (await Post("servers", new { name = "node", server_type = "cax11", image = other })).Outcome);
    }
}
