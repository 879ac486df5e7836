using System.Globalization;
using Infra.Components.Grammars;

namespace Infra.Stacks.Settings.Grammars;

/// <summary>A host name, or one with <c>*</c> for the first of at least three labels.</summary>
internal sealed class Domain() : PatternGrammar(
    "host name", $@"(?=.{{1,253}}$)(\*\.)?{HostName.Labels}", "must be a host name in lower case, with '*.' in front or without", "")
{
    public override string? Rules => "lower case";

    public override Complaint? Check(string text)
    {
        const string fix = "write it like shop.example.com or *.example.com";
        if (base.Check(text) is not { } complaint) return null;
        return Corrected(text) is { } corrected
            ? Complaint.Proposing(complaint.Rule, "try '{0}'", corrected, fix)
            : complaint with { Fix = fix };
    }

    // Without scheme and path, in lower case, in ASCII.
    private string? Corrected(string text)
    {
        var host = text.Trim().ToLowerInvariant();
        var scheme = host.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0) host = host[(scheme + 3)..];
        host = host.Split('/', ':')[0].Trim('.');
        var name = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
        var corrected = (name.Length == host.Length ? "" : "*.") + ToAscii(name);
        return base.Check(corrected) is null ? corrected : null;
    }

    private static string ToAscii(string name)
    {
        try
        {
            return new IdnMapping().GetAscii(name);
        }
        catch (ArgumentException)
        {
            return name;
        }
    }
}
