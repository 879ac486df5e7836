using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Infra.Tests.EndToEnd.Internet;
using Infra.Tests.EndToEnd.Internet.Registries;
using Xunit;

namespace Infra.Tests.EndToEndParts.Internet;

public sealed class ImageRegistryTests : IDisposable
{
    private const string Bundle = "etc/ssl/certs/ca-certificates.crt";

    private static readonly byte[][] Trusting =
    [
        Archives.Tar(Bundle, "old\n"),
        Archives.Tar($"./{Bundle}", "own"),
        Archives.Tar("app", "1"),
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly CertificateAuthority _authority = new("the tests' authority");

    public void Dispose()
    {
        _folder.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task An_image_is_pulled_by_tag_and_trusts_the_authority_besides_its_own()
    {
        var archive = new ImageArchive();
        _folder.Write("metallb.tar", Archives.Tar(archive.Files("quay.io/metallb/controller:v1", archive.AddImage(Trusting))));
        var registry = new ImageRegistry(_folder.Path, _authority);
        await using var online = await Online.StartAsync(_authority, registry);

        Assert.Equal(HttpStatusCode.OK, (await online.Client.GetAsync("https://quay.io/v2/")).StatusCode);
        var manifest = await PullAsync(online, "https://quay.io/v2/metallb/controller", "v1");

        await AssertTrustsAsync(online, "https://quay.io/v2/metallb/controller", manifest, "own\n");
        Assert.Equal(["quay.io/metallb/controller:v1"], registry.References);
        Assert.Contains(registry.Pulls, pull => pull is { Reference: "quay.io/metallb/controller:v1", Found: true });
    }

    [Fact]
    public async Task An_image_without_a_bundle_gets_the_authority_alone()
    {
        var archive = new ImageArchive();
        _folder.Write("web.tar", Archives.Tar(archive.Files("web:v1", archive.AddImage(Archives.Tar("app", "1")))));
        await using var online = await Online.StartAsync(_authority, new ImageRegistry(_folder.Path, _authority));

        var manifest = await PullAsync(online, "https://registry-1.docker.io/v2/library/web", "v1");

        await AssertTrustsAsync(online, "https://registry-1.docker.io/v2/library/web", manifest, "");
    }

    [Fact]
    public async Task What_docker_saves_is_served_as_well()
    {
        _folder.Write("saved.tar", Archives.Tar(ImageArchive.DockerFiles("traefik:v3", Trusting)));
        await using var online = await Online.StartAsync(_authority, new ImageRegistry(_folder.Path, _authority));

        var manifest = await PullAsync(online, "https://registry-1.docker.io/v2/library/traefik", "v3");

        await AssertTrustsAsync(online, "https://registry-1.docker.io/v2/library/traefik", manifest, "own\n");
    }

    [Fact]
    public async Task A_layout_in_a_folder_and_an_index_of_platforms_are_passed_on()
    {
        var archive = new ImageArchive();
        var platform = archive.AddImage(Trusting);
        platform["platform"] = new JsonObject { ["architecture"] = "amd64", ["os"] = "linux" };
        var absent = new JsonObject { ["mediaType"] = ImageArchive.Manifest, ["digest"] = ImageArchive.Digest([]), ["size"] = 3 };
        var index = archive.Add(new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = ImageArchive.Index,
            ["manifests"] = new JsonArray(platform, absent),
        });
        foreach (var (path, content) in archive.Files("ghcr.io/a/b:1", index))
            _folder.Write($"layout/{path}", content);
        await using var online = await Online.StartAsync(_authority, new ImageRegistry(_folder.Path, _authority));

        var pulled = await PullAsync(online, "https://ghcr.io/v2/a/b", "1", ImageArchive.Index);

        Assert.Equal("amd64", (string?)pulled["manifests"]![0]!["platform"]!["architecture"]);
        Assert.Equal(ImageArchive.Digest([]), (string?)pulled["manifests"]![1]!["digest"]);
        var manifest = await PullAsync(online, "https://ghcr.io/v2/a/b", (string)pulled["manifests"]![0]!["digest"]!);
        await AssertTrustsAsync(online, "https://ghcr.io/v2/a/b", manifest, "own\n");
    }

    [Fact]
    public async Task An_image_can_stay_as_it_is()
    {
        var archive = new ImageArchive();
        var image = archive.AddImage(Trusting);
        _folder.Write("a.tar", Archives.Tar(archive.Files("ghcr.io/a/b:1", image)));
        await using var online = await Online.StartAsync(_authority, new ImageRegistry(_folder.Path, _authority, "ghcr.io/a/b:1"));

        using var answer = await online.Client.GetAsync("https://ghcr.io/v2/a/b/manifests/1");

        Assert.Equal((string)image["digest"]!, answer.Headers.GetValues("Docker-Content-Digest").Single());
    }

    [Fact]
    public async Task The_same_image_has_the_same_digest_again()
    {
        var archive = new ImageArchive();
        _folder.Write("a.tar", Archives.Tar(archive.Files("ghcr.io/a/b:1", archive.AddImage(Trusting))));
        await using var first = await Online.StartAsync(_authority, new ImageRegistry(_folder.Path, _authority));
        await using var second = await Online.StartAsync(_authority, new ImageRegistry(_folder.Path, _authority));

        var manifests = new[]
        {
            await PullAsync(first, "https://ghcr.io/v2/a/b", "1"),
            await PullAsync(second, "https://ghcr.io/v2/a/b", "1"),
        };

        Assert.True(JsonNode.DeepEquals(manifests[0], manifests[1]));
    }

    [Fact]
    public async Task An_image_that_is_missing_is_named()
    {
        var registry = new ImageRegistry(_folder.Path, _authority);
        await using var online = await Online.StartAsync(_authority, registry);

        using var answer = await online.Client.GetAsync("https://registry.k8s.io/v2/pause/manifests/3.10");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var error = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]![0]!;
        Assert.Equal("MANIFEST_UNKNOWN", (string?)error["code"]);
        Assert.Contains("registry.k8s.io/pause:3.10", (string?)error["message"], StringComparison.Ordinal);
        Assert.Contains(registry.Pulls, pull => pull is { Reference: "registry.k8s.io/pause:3.10", Found: false });
    }

    [Fact]
    public async Task A_part_of_a_layer_can_be_asked_for()
    {
        var archive = new ImageArchive();
        var layer = Archives.Tar("app", "1");
        _folder.Write("a.tar", Archives.Tar(archive.Files("ghcr.io/a/b:1", archive.AddImage(layer))));
        await using var online = await Online.StartAsync(_authority, new ImageRegistry(_folder.Path, _authority));
        await PullAsync(online, "https://ghcr.io/v2/a/b", "1");
        var compressed = Archives.Gzip(layer);

        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"https://ghcr.io/v2/a/b/blobs/{ImageArchive.Digest(compressed)}");
        request.Headers.Range = new RangeHeaderValue(3, 9);
        using var answer = await online.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(compressed[3..10], await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("web", "docker.io/library/web:latest")]
    [InlineData("nginx/nginx-ingress:5.5.4", "docker.io/nginx/nginx-ingress:5.5.4")]
    [InlineData("docker.io/traefik:v3", "docker.io/library/traefik:v3")]
    [InlineData("localhost:5000/a/b", "localhost:5000/a/b:latest")]
    [InlineData("quay.io/a/b:1@sha256:00", "quay.io/a/b:1")]
    public void Names_are_completed_as_containerd_does(string name, string full) =>
        Assert.Equal(full, ImageReference.Parse(name).ToString());

    [Fact]
    public void An_archive_without_a_name_is_refused()
    {
        var archive = new ImageArchive();
        var path = _folder.Write("nameless.tar", Archives.Tar(archive.Files("v1", archive.AddImage(Trusting))));

        var exception = Assert.Throws<InvalidDataException>(() => new ImageRegistry(_folder.Path, _authority));

        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_archives_with_the_same_image_are_refused_but_not_two_spellings_in_one()
    {
        foreach (var name in new[] { "one", "other" })
            _folder.Write($"{name}.tar", Archives.Tar(ImageArchive.DockerFiles("web:1", Trusting)));
        Assert.Throws<InvalidDataException>(() => new ImageRegistry(_folder.Path, _authority));
        File.Delete(Path.Combine(_folder.Path, "other.tar"));
        _folder.Write("one.tar", Archives.Tar(ImageArchive.DockerFiles("web:1", "docker.io/library/web:1", Trusting)));

        Assert.Equal(["docker.io/library/web:1"], new ImageRegistry(_folder.Path, _authority).References);
    }

    private static async Task<JsonNode> PullAsync(
        Online online, string repository, string reference, string mediaType = ImageArchive.Manifest)
    {
        using var head = await online.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"{repository}/manifests/{reference}"));
        using var answer = await online.Client.GetAsync($"{repository}/manifests/{reference}");
        var content = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(mediaType, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(ImageArchive.Digest(content), answer.Headers.GetValues("Docker-Content-Digest").Single());
        Assert.Equal(ImageArchive.Digest(content), head.Headers.GetValues("Docker-Content-Digest").Single());
        Assert.Equal(content.Length, head.Content.Headers.ContentLength);
        return JsonNode.Parse(content)!;
    }

    private async Task AssertTrustsAsync(Online online, string repository, JsonNode manifest, string own)
    {
        var parts = new List<byte[]>();
        foreach (var part in manifest["layers"]!.AsArray().Prepend(manifest["config"]))
        {
            var content = await online.Client.GetByteArrayAsync($"{repository}/blobs/{part!["digest"]}");
            Assert.Equal((string)part["digest"]!, ImageArchive.Digest(content));
            Assert.Equal((int)part["size"]!, content.Length);
            parts.Add(content);
        }

        var top = Archives.Gunzip(parts[^1]);
        var (entry, text) = Archives.Single(top);
        Assert.Equal((Bundle, own + _authority.Pem), (entry.Name, text));
        Assert.Equal((Convert.ToInt32("644", 8), 0), ((int)entry.Mode, entry.Uid));
        var configuration = JsonNode.Parse(parts[0])!;
        var layers = manifest["layers"]!.AsArray().Count;
        Assert.Equal(layers, configuration["rootfs"]!["diff_ids"]!.AsArray().Count);
        Assert.Equal(ImageArchive.Digest(top), (string?)configuration["rootfs"]!["diff_ids"]![layers - 1]);
        Assert.Equal(layers, configuration["history"]!.AsArray().Count);
        Assert.Equal("/app", (string?)configuration["config"]!["Entrypoint"]![0]);
    }
}
