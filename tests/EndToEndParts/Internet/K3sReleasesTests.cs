using System.Net;
using System.Text;
using Infra.Components.K3s;
using Infra.Tests.EndToEnd.Internet;
using Infra.Tests.EndToEnd.Internet.Releases;
using Xunit;

namespace Infra.Tests.EndToEndParts.Internet;

public sealed class K3sReleasesTests : IDisposable
{
    private const string Version = "v1.36.4+k3s1";

    private readonly TemporaryFolder _folder = new();
    private readonly CertificateAuthority _authority = new("the tests' authority");

    public void Dispose()
    {
        _folder.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task A_releases_addresses_are_answered()
    {
        string[] files = ["k3s", "sha256sum-amd64.txt", "k3s-images.txt", "install.sh", "install.sh.sha256sum"];
        foreach (var file in files)
            _folder.Write($"{Version}/{file}", Encoding.UTF8.GetBytes(file));
        var releases = new K3sReleases(_folder.Path);
        await using var online = await Online.StartAsync(_authority, new GitHub(releases));
        var release = K3sRelease.Of(Version);

        Assert.Equal("install.sh", await online.Client.GetStringAsync(release.InstallerUrl));
        Assert.Equal("install.sh.sha256sum", await online.Client.GetStringAsync(release.InstallerSha256Url));
        foreach (var file in files[..3])
        {
            using var answer = await online.Client.GetAsync($"{release.DownloadsUrl}/{file}");
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
            Assert.Equal(GitHub.Objects, answer.Headers.Location!.Host);
            Assert.Equal(file, await online.Client.GetStringAsync(answer.Headers.Location));
        }

        Assert.Equal([Version], releases.Versions);
    }

    [Theory]
    [InlineData("https://github.com/k3s-io/k3s/releases/download/v9.9.9%2Bk3s1/k3s")]
    [InlineData("https://raw.githubusercontent.com/k3s-io/k3s/v9.9.9%2Bk3s1/install.sh")]
    [InlineData("https://objects.githubusercontent.com/github-production-release-asset/k3s-io/k3s/..%2F..%2Fetc/passwd")]
    [InlineData("https://github.com/")]
    public async Task What_it_has_not_is_not_found(string url)
    {
        await using var online = await Online.StartAsync(_authority, new GitHub(new K3sReleases(_folder.Path)));

        Assert.Equal(HttpStatusCode.NotFound, (await online.Client.GetAsync(url)).StatusCode);
    }
}
