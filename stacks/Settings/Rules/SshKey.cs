using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace Infra.Stacks.Settings.Rules;

/// <summary>The parts of a public key in one line.</summary>
internal static partial class SshKey
{
    /// <summary>Whether type and base64 are there, and the base64's own first field repeats the type, as in every real key.</summary>
    public static bool IsWellFormed(string text)
    {
        var match = Line().Match(text);
        if (!match.Success) return false;
        var encoded = match.Groups["data"].Value;
        var data = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, data, out var length) || length < 4) return false;
        var typeLength = BinaryPrimitives.ReadUInt32BigEndian(data);
        return typeLength < length - 4
            && Encoding.ASCII.GetString(data, 4, (int)typeLength) == match.Groups["type"].Value;
    }

    public static string WithoutComment(string key)
    {
        var match = Line().Match(key);
        return $"{match.Groups["type"].Value} {match.Groups["data"].Value}";
    }

    [GeneratedRegex(@"\A(?<type>(ssh-(ed25519|rsa)|ecdsa-sha2-nistp(256|384|521)|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com)) (?<data>[A-Za-z0-9+/]{32,}={0,2})( [^\x00-\x1f\x7f]*)?\z")]
    private static partial Regex Line();
}
