using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Infra.Tests.EndToEnd.Internet.Registries;

/// <summary>
/// The world's registries, from a folder of images. Only pulls are answered, and to anybody
/// (https://github.com/opencontainers/distribution-spec/blob/main/spec.md).
/// </summary>
internal sealed partial class ImageRegistry : ISite
{
    private const string TokenHost = "auth.docker.io";

    private static readonly Dictionary<string, string> Registries = new(StringComparer.OrdinalIgnoreCase)
    {
        ["registry-1.docker.io"] = "docker.io",
        ["index.docker.io"] = "docker.io",
        [TokenHost] = "docker.io",
        ["quay.io"] = "quay.io",
        ["ghcr.io"] = "ghcr.io",
        ["registry.k8s.io"] = "registry.k8s.io",
    };

    private readonly BlobStore _store = new();
    private readonly ConcurrentDictionary<ImageReference, Lazy<Descriptor>> _images = new();
    private readonly ConcurrentQueue<Pull> _pulls = new();

    /// <param name="folder">Archives and layouts (<see cref="ImageFolder"/>).</param>
    /// <param name="authority">What images are made to trust.</param>
    /// <param name="untouched">Images that are to stay as they are.</param>
    public ImageRegistry(string folder, CertificateAuthority authority, params IEnumerable<string> untouched)
    {
        var trusting = new TrustingImages(_store, authority.Pem);
        var kept = untouched.Select(ImageReference.Parse).ToHashSet();
        foreach (var (reference, image) in ImageFolder.Read(folder))
        {
            _images[reference] = new Lazy<Descriptor>(() =>
                image.Load(_store) is var loaded && kept.Contains(reference) ? loaded : trusting.Rewrite(loaded));
        }
    }

    public IReadOnlyCollection<string> Names => Registries.Keys;

    /// <summary>What it has, with full names.</summary>
    public IEnumerable<string> References => _images.Keys.Select(image => image.ToString()).Order(StringComparer.Ordinal);

    /// <summary>Who asked for which manifest, in order. An image of several platforms is asked for twice: by tag, and by digest.</summary>
    public IReadOnlyCollection<Pull> Pulls => _pulls;

    /// <summary>Adds something that is no image.</summary>
    /// <param name="reference">Its full name.</param>
    /// <param name="manifest">Its manifest, which names the parts.</param>
    /// <param name="parts">Configuration and layers.</param>
    public void Add(string reference, JsonObject manifest, params IEnumerable<byte[]> parts)
    {
        foreach (var content in parts.Select(Content.Of))
            _store.Put(content.Digest(), content);
        _images[ImageReference.Parse(reference)] = new Lazy<Descriptor>(_store.Add(MediaTypes.Of(manifest), manifest));
    }

    public Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (context.Request.Host.Host == TokenHost && path == "/token")
            return context.Response.WriteAsJsonAsync(new JsonObject { ["token"] = "anonymous", ["expires_in"] = 3600 });
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            return FailAsync(context, StatusCodes.Status405MethodNotAllowed, "UNSUPPORTED", "Only pulls are answered.");
        context.Response.Headers["Docker-Distribution-Api-Version"] = "registry/2.0";
        if (path is "/v2/" or "/v2")
            return context.Response.WriteAsJsonAsync(new JsonObject());
        if (ManifestPath().Match(path) is { Success: true } manifest)
            return AnswerManifestAsync(context, manifest.Groups["name"].Value, manifest.Groups["reference"].Value);
        return BlobPath().Match(path) is { Success: true } blob
            ? AnswerBlobAsync(context, blob.Groups["digest"].Value)
            : FailAsync(context, StatusCodes.Status404NotFound, "UNSUPPORTED", $"{path} isn't answered.");
    }

    private async Task AnswerManifestAsync(HttpContext context, string name, string reference)
    {
        var registry = Registries[context.Request.Host.Host];
        var found = reference.Contains(':')
            ? FindByDigest(reference)
            : _images.GetValueOrDefault(new ImageReference(registry, name, reference))?.Value;
        var full = $"{registry}/{name}{(reference.Contains(':') ? '@' : ':')}{reference}";
        _pulls.Enqueue(new Pull(full, found is not null, context.Connection.RemoteIpAddress));
        if (found is null)
        {
            await FailAsync(context, StatusCodes.Status404NotFound, "MANIFEST_UNKNOWN", $"{full} isn't in the folder of images.");
            return;
        }

        await SendAsync(context, found);
    }

    private Descriptor? FindByDigest(string digest) =>
        _store.Find(digest) is { Length: < 4 * 1024 * 1024 } content && IsJson(content) && content.ReadJson() is var json
        && MediaTypes.IsManifest(json)
            ? new Descriptor(MediaTypes.Of(json), digest, content.Length)
            : null;

    private static bool IsJson(Content content)
    {
        using var stream = content.Open();
        return stream.ReadByte() == '{';
    }

    private Task AnswerBlobAsync(HttpContext context, string digest) => _store.Find(digest) is { } content
        ? SendAsync(context, new Descriptor("application/octet-stream", digest, content.Length))
        : FailAsync(context, StatusCodes.Status404NotFound, "BLOB_UNKNOWN", $"{digest} is in no image that was asked for.");

    // It knows HEAD, and ranges, with which containerd goes on after an interruption.
    private Task SendAsync(HttpContext context, Descriptor content)
    {
        context.Response.Headers["Docker-Content-Digest"] = content.Digest;
        return TypedResults.Stream(_store.Find(content.Digest)!.Open(), content.MediaType, enableRangeProcessing: true)
            .ExecuteAsync(context);
    }

    private static Task FailAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        var error = new JsonObject { ["code"] = code, ["message"] = message };
        return context.Response.WriteAsJsonAsync(new JsonObject { ["errors"] = new JsonArray(error) });
    }

    [GeneratedRegex("^/v2/(?<name>.+)/manifests/(?<reference>[^/]+)$")]
    private static partial Regex ManifestPath();

    [GeneratedRegex("^/v2/.+/blobs/(?<digest>sha256:[0-9a-f]{64})$")]
    private static partial Regex BlobPath();
}
