using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Infra.Tests.EndToEnd.Internet.Acme;

/// <summary>Numbers that are used once, so that no request can be sent again.</summary>
internal sealed class Nonces
{
    private readonly ConcurrentDictionary<string, bool> _unused = new(StringComparer.Ordinal);

    public string Issue()
    {
        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        _unused[nonce] = true;
        return nonce;
    }

    /// <exception cref="AcmeProblem">It was used before, or isn't one.</exception>
    public void Use(string? nonce)
    {
        if (nonce is null || !_unused.TryRemove(nonce, out _))
            throw new AcmeProblem("badNonce", $"'{nonce}' was used before, or isn't a nonce of here.");
    }
}
