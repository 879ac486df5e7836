using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Internet.Registries;

/// <summary>Contents by digest: layers, configurations and manifests alike.</summary>
internal sealed class BlobStore
{
    private readonly ConcurrentDictionary<string, Content> _contents = new(StringComparer.Ordinal);

    /// <summary>A content, or null.</summary>
    public Content? Find(string digest) => _contents.GetValueOrDefault(digest);

    /// <summary>Adds content whose digest is known.</summary>
    public void Put(string digest, Content content) => _contents.TryAdd(digest, content);

    /// <summary>Adds content, and reads it once for its digest.</summary>
    public Descriptor Add(string mediaType, Content content)
    {
        var digest = content.Digest();
        Put(digest, content);
        return new Descriptor(mediaType, digest, content.Length);
    }

    /// <summary>Adds a manifest or a configuration.</summary>
    public Descriptor Add(string mediaType, JsonNode json) => Add(mediaType, Content.Of(Encoding.UTF8.GetBytes(json.ToJsonString())));
}
