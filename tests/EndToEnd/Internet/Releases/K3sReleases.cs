using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Infra.Tests.EndToEnd.Internet.Releases;

/// <summary>
/// K3s's releases at GitHub: the files of a release, and its installer as it was at the tag. A folder has one below it for each version,
/// with both.
/// </summary>
/// <param name="folder">Holds <c>v1.36.4+k3s1/k3s</c>, <c>…/install.sh</c> and so on.</param>
internal sealed partial class K3sReleases(string folder) : IPart
{
    private const string Stored = "/github-production-release-asset/k3s-io/k3s";

    /// <summary>The versions that it has.</summary>
    public IEnumerable<string> Versions => Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path))
        .Order(StringComparer.Ordinal);

    public async Task<bool> TryAnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var pattern = request.Host.Host switch
        {
            GitHub.Site => ReleasePath(),
            GitHub.Objects => StoredPath(),
            GitHub.Raw => InstallerPath(),
            _ => null,
        };
        if (pattern?.Match(request.Path.Value!) is not { Success: true } match)
            return false;
        var (version, name) = (match.Groups["version"].Value, match.Groups["name"].Value);
        var file = Path.Combine(Path.GetFullPath(folder), version, name);
        if (!File.Exists(file))
            return false;

        // GitHub itself has no release's files: it says where they are.
        if (request.Host.Host == GitHub.Site)
            context.Response.Redirect($"https://{GitHub.Objects}{Stored}/{Uri.EscapeDataString(version)}/{Uri.EscapeDataString(name)}");
        else
            await TypedResults.PhysicalFile(file, "application/octet-stream", enableRangeProcessing: true).ExecuteAsync(context);
        return true;
    }

    // Steps begin with a letter or a digit, so that none leads out of the folder.
    [GeneratedRegex(@"^/k3s-io/k3s/releases/download/(?<version>\w[^/]*)/(?<name>\w[^/]*)$")]
    private static partial Regex ReleasePath();

    [GeneratedRegex($@"^{Stored}/(?<version>\w[^/]*)/(?<name>\w[^/]*)$")]
    private static partial Regex StoredPath();

    [GeneratedRegex(@"^/k3s-io/k3s/(?<version>\w[^/]*)/(?<name>install\.sh(\.sha256sum)?)$")]
    private static partial Regex InstallerPath();
}
