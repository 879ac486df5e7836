using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>A public key that new servers can be given.</summary>
internal sealed class ApiSshKey(long id) : Resource(id)
{
    /// <summary>The key, as a line without its end.</summary>
    public required string PublicKey { get; init; }

    /// <summary>MD5 of the key, as pairs of digits.</summary>
    public required string Fingerprint { get; init; }
}

/// <summary>Public keys. They are kept without what surrounds them, and so not always as they were sent.</summary>
internal sealed class SshKeys(Project project) : Collection<ApiSshKey>(project, "ssh_keys", "ssh_key", 10000000)
{
    private const int LengthOfLength = 4;

    /// <summary>The key that an order of a server names, by name or number.</summary>
    public ApiSshKey ForOrder(JsonNode named) => ApiRequest.TextOf(named, "ssh_keys") is var text
        && All.FirstOrDefault(key => key.Name == text || key.Id.ToString(CultureInfo.InvariantCulture) == text) is { } found
        ? found
        : throw ApiError.Invalid("ssh_keys", $"'{text}' not found");

    /// <inheritdoc />
    protected override JsonObject Show(ApiSshKey resource)
    {
        var shown = resource.Show();
        shown["fingerprint"] = resource.Fingerprint;
        shown["public_key"] = resource.PublicKey;
        return shown;
    }

    /// <inheritdoc />
    protected override ApiAnswer Create(ApiRequest request)
    {
        var (name, labels, line) = (NewName(request, null), Labels.Of(request), request.NeededText("public_key").Trim());
        var fingerprint = Fingerprint(line);
        if (All.Any(other => other.Fingerprint == fingerprint))
            throw ApiError.NotUnique("SSH key not unique");
        var key = new ApiSshKey(NewId())
        {
            Name = name,
            Labels = labels ?? new Dictionary<string, string>(),
            PublicKey = line,
            Fingerprint = fingerprint,
        };
        Add(key);
        return ApiAnswer.Made(new JsonObject { ["ssh_key"] = Show(key) });
    }

    [SuppressMessage("Security", "CA5351", Justification = "What Hetzner shows.")]
    private static string Fingerprint(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var key = new byte[line.Length];
        if (words.Length < 2 || !Convert.TryFromBase64String(words[1], key, out var length) || !IsOf(words[0], key.AsSpan(0, length)))
            throw ApiError.Invalid("public_key", "is no public key");
        return string.Join(':', Convert.ToHexStringLower(MD5.HashData(key.AsSpan(0, length))).Chunk(2).Select(pair => new string(pair)));
    }

    // A key begins with its algorithm, as a text with its length before it.
    private static bool IsOf(string algorithm, ReadOnlySpan<byte> key) => key.Length > LengthOfLength
        && BinaryPrimitives.ReadInt32BigEndian(key) == algorithm.Length
        && key[LengthOfLength..].StartsWith(Encoding.ASCII.GetBytes(algorithm));
}
