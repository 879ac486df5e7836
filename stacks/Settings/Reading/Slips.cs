using Infra.Components.Grammars;

namespace Infra.Stacks.Settings.Reading;

/// <summary>Texts that aren't what somebody meant to write. What would be made of their characters is no proposal.</summary>
internal static class Slips
{
    // What stands in a file's place for a value that Pulumi encrypted.
    private const string Secret = "[secret]";

    // What a byte that is no UTF-8 is read as.
    private const char Unreadable = '\ufffd';

    private const string CurlyQuotes = "\u201c\u201d\u201e\u2018\u2019\u201a";

    /// <summary>The complaint, with what to do about the slip if there is one.</summary>
    public static Complaint Explain(string text, Complaint complaint) => Fix(text) is { } fix
        ? complaint with { Fix = fix, Proposal = null }
        : complaint;

    private static string? Fix(string text) => text switch
    {
        Secret => "write it in plain text: of the settings, infra:sshPrivateKey alone is encrypted",
        _ when text.Contains(Unreadable) => "write it anew, and save the file as UTF-8",
        _ when text.AsSpan().ContainsAny(CurlyQuotes) => "write it without curly quotes",
        _ => null,
    };
}
