using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Infra.Components.Grammars;

/// <summary>A public key in OpenSSH's one line: type, base64, and a comment if there is one.</summary>
public class PublicKey : Grammar
{
    private const string Line =
        @"((ssh-(ed25519|rsa)|ecdsa-sha2-nistp(256|384|521)|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com)) "
        + @"[A-Za-z0-9+/]{32,}={0,2}( [^\x00-\x1f\x7f]*)?";

    // A private key's first line, and the first characters of OpenSSH's private key format in base64.
    private static readonly ImmutableArray<string> SecretMarks = ["PRIVATE KEY", "b3BlbnNzaC1rZXktdjE"];

    private static readonly Regex Whole = PatternGrammar.Whole(Line);

    /// <inheritdoc />
    public override string Word => "OpenSSH public key";

    /// <inheritdoc />
    public override string Pattern => Line;

    /// <summary>Whether a text holds a private key, which must not be repeated.</summary>
    public static bool IsPrivate(string text) => SecretMarks.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase));

    /// <summary>Type and base64 of a right key, which are all that makes it the same key as another.</summary>
    public static string WithoutComment(string key) => string.Join(' ', key.Split(' ').Take(2));

    /// <inheritdoc />
    public override Complaint? Check(string text)
    {
        if (IsPrivate(text))
        {
            return new Complaint(
                "is a private key, which must never stand in a stack file",
                "put the .pub file's line there, and make a new key pair if this file was shared");
        }

        if (!Whole.IsMatch(text) || Decode(text.Split(' ')) is not { } key)
        {
            return new Complaint(
                "must be an OpenSSH public key (type, base64, comment)", "copy the one line of a .pub file, such as ~/.ssh/id_ed25519.pub");
        }

        return PublicKeyFields.AreWhole(key)
            ? null
            : new Complaint("is an OpenSSH public key that was cut or changed", "copy the whole line of a .pub file again");
    }

    /// <inheritdoc />
    public override object Identity(string text) => WithoutComment(text);

    // The base64's own first field, a length and so many bytes, repeats the type in every real key.
    private static byte[]? Decode(string[] parts)
    {
        var data = new byte[parts[1].Length];
        if (!Convert.TryFromBase64String(parts[1], data, out var length) || length < 4) return null;
        var typeLength = BinaryPrimitives.ReadUInt32BigEndian(data);
        return typeLength < length - 4 && Encoding.ASCII.GetString(data, 4, (int)typeLength) == parts[0] ? data[..length] : null;
    }
}

/// <summary>A machine's public host key; what it means is the key without its comment.</summary>
public sealed class HostKey : PublicKey
{
    /// <inheritdoc />
    public override object Meaning(string text) => WithoutComment(text);
}
