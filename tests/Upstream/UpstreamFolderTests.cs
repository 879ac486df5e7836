using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Infra.Upstream;
using Xunit;

namespace Infra.Tests.Upstream;

public sealed class UpstreamFolderTests : IDisposable
{
    private static readonly byte[] Chart = Encoding.UTF8.GetBytes("name: chart\n");
    private static readonly byte[] Schema = Encoding.UTF8.GetBytes("""{ "description": "prose" }""");
    private static readonly byte[] Stripped = Encoding.UTF8.GetBytes("{}");

    private readonly DirectoryInfo _place = Directory.CreateTempSubdirectory("upstream-");
    private readonly FileServer _server = new();
    private readonly HttpClient _client = new();

    public UpstreamFolderTests()
    {
        _server["v1/chart.yaml"] = Chart;
        _server["v1/deep/schema.json"] = Schema;
    }

    private UpstreamFolder Folder => Of(Pins());

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _place.Delete(recursive: true);
    }

    [Fact]
    public async Task What_is_pinned_is_downloaded_once()
    {
        Assert.Equal((2, 0), Counts(await Folder.DownloadAsync(_client)));
        Assert.Equal((0, 0), Counts(await Folder.DownloadAsync(_client)));

        Assert.Equal(["v1/chart.yaml", "v1/deep/schema.json"], _server.Requests);
        Assert.Equal(Schema, File.ReadAllBytes(Folder.Path("one/deep/schema.json")));
        Assert.Empty(Folder.Missing());
    }

    [Fact]
    public async Task Another_content_than_the_pinned_one_is_refused_and_leaves_no_file()
    {
        _server["v1/chart.yaml"] = Encoding.UTF8.GetBytes("name: other\n");

        var (downloaded, failures) = await Folder.DownloadAsync(_client);

        Assert.Equal(1, downloaded);
        var failure = Assert.Single(failures);
        Assert.StartsWith($"one/chart.yaml: {_server.Url}v1/chart.yaml has the SHA-256 ", failure, StringComparison.Ordinal);
        Assert.Contains($"but SHA-256 {Convert.ToHexStringLower(SHA256.HashData(Chart))} is pinned", failure, StringComparison.Ordinal);
        Assert.Equal(["schema.json"], FilesIn(_place));
    }

    [Fact]
    public async Task A_URL_that_is_wrong_is_named_with_its_answer()
    {
        var pin = new Pin("one/gone.yaml", new Uri($"{_server.Url}v2/gone.yaml"), Sha256(Chart), null);

        var (_, failures) = await Of([pin]).DownloadAsync(_client);

        Assert.Equal(
            $"one/gone.yaml: {_server.Url}v2/gone.yaml answers 404; correct its version or URL in upstream/files.json.",
            Assert.Single(failures));
    }

    [Fact]
    public async Task A_host_that_cannot_be_reached_is_asked_once_and_told_of_in_one_line()
    {
        var pins = Pins();
        _server.Dispose();

        var (_, failures) = await Of(pins).DownloadAsync(_client);

        var failure = Assert.Single(failures);
        Assert.Matches(
            @"^127\.0\.0\.1:\d+ can't be reached \(.*\); missing from there: 2, the first of them .*/v1/chart\.yaml\. Try", failure);
        Assert.Contains("./build.sh fetch FOLDER", failure, StringComparison.Ordinal);
        Assert.Empty(FilesIn(_place));
    }

    [Fact]
    public async Task A_mirror_is_looked_at_first_and_gives_what_it_has_under_any_name()
    {
        var mirror = Directory.CreateTempSubdirectory("mirror-");
        File.WriteAllBytes(Path.Combine(mirror.FullName, "whatever"), Stripped);
        File.WriteAllBytes(Path.Combine(mirror.FullName, "chart.yaml"), Encoding.UTF8.GetBytes("name: other\n"));
        // Windows lets only some make links.
        if (!OperatingSystem.IsWindows())
            File.CreateSymbolicLink(Path.Combine(mirror.FullName, "nowhere"), Path.Combine(mirror.FullName, "missing"));

        Assert.Equal(1, Folder.CopyFrom(mirror.FullName));
        mirror.Delete(recursive: true);

        Assert.Equal(Stripped, File.ReadAllBytes(Folder.Path("one/deep/schema.json")));
        Assert.Equal(["one/chart.yaml"], Folder.Missing().Select(pin => pin.Name));
        await Folder.DownloadAsync(_client);
        Assert.Equal(["v1/chart.yaml"], _server.Requests);
    }

    [Fact]
    public async Task A_file_that_was_pinned_earlier_is_fetched_anew()
    {
        await Folder.DownloadAsync(_client);
        File.WriteAllText(Folder.Path("one/chart.yaml"), "name: older\n");

        Assert.Equal(["one/chart.yaml"], Folder.Missing().Select(pin => pin.Name));
        Assert.Equal((1, 0), Counts(await Folder.DownloadAsync(_client)));
    }

    [Theory]
    [InlineData("67eb59a1e61f4c3d4a2de8d5a3b2ae2ea65ab6f9", false)]
    [InlineData("85abbbe158c5744f8cf7da3bcfbd015b55c24602", true)]
    public async Task A_file_can_be_pinned_by_the_name_of_its_blob_in_Git(string blob, bool fits)
    {
        var pin = new Pin("one/chart.yaml", new Uri($"{_server.Url}v1/chart.yaml"), Checksum.Parse(blob), null);

        var (downloaded, failures) = await Of([pin]).DownloadAsync(_client);

        Assert.Equal(fits, downloaded == 1);
        Assert.Equal(fits, failures.IsEmpty);
    }

    private ImmutableArray<Pin> Pins() =>
    [
        new("one/chart.yaml", new Uri($"{_server.Url}v1/chart.yaml"), Sha256(Chart), null),
        new("one/deep/schema.json", new Uri($"{_server.Url}v1/deep/schema.json"), Sha256(Schema), Sha256(Stripped)),
    ];

    private UpstreamFolder Of(ImmutableArray<Pin> pins) => new(_place.FullName, pins);

    private static (int, int) Counts((int Downloaded, ImmutableArray<string> Failures) result) =>
        (result.Downloaded, result.Failures.Length);

    private static string[] FilesIn(DirectoryInfo folder) =>
        [.. folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.Name)];

    private static Checksum Sha256(byte[] content) => Checksum.Parse(Convert.ToHexStringLower(SHA256.HashData(content)));
}
