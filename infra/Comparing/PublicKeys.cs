namespace Infra.Comparing;

/// <summary>People's SSH keys, as machines are told them.</summary>
internal static class PublicKeys
{
    /// <summary>The parameter with the keys, one a line.</summary>
    public const string Parameter = "SSH_PUBLIC_KEYS";

    private const int ShownOfKey = 8;

    /// <summary>The keys of a command.</summary>
    public static IEnumerable<string> Of(ScriptCall? call) =>
        (call?.Value(Parameter) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Whose a key is: what its line says at the end, else the end of the key.</summary>
    public static string Name(string key) => key.Split(' ', 3) switch
    {
        [_, _, var comment] when comment.Trim().Length > 0 => $"key of {comment.Trim()}",
        [_, { Length: > ShownOfKey } text, ..] => $"key …{text[^ShownOfKey..]}",
        _ => $"key {key}",
    };
}
