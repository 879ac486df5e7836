using Microsoft.AspNetCore.Http;

namespace Infra.Tests.EndToEnd.Internet.Charts;

/// <summary>Files of repositories at GitHub, which a folder has at the same paths.</summary>
/// <param name="folder">Holds <c>nginxinc/kubernetes-json-schema/…</c>; it may be missing.</param>
internal sealed class RawFiles(string folder) : IPart
{
    public async Task<bool> TryAnswerAsync(HttpContext context)
    {
        if (context.Request.Host.Host != GitHub.Raw)
            return false;
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        var file = Path.GetFullPath(root + context.Request.Path.Value!.TrimStart('/'));
        if (!file.StartsWith(root, StringComparison.Ordinal) || !File.Exists(file))
            return false;
        await TypedResults.PhysicalFile(file, "text/plain").ExecuteAsync(context);
        return true;
    }
}
