using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Stacks.Settings.Rules;

/// <summary>Host names of the DNS, in lower case.</summary>
internal static partial class DomainName
{
    private const int Longest = 253;

    /// <summary>At least two labels, the last of which is not a number.</summary>
    public static bool IsHostName(string text) => text.Length <= Longest && HostName().IsMatch(text);

    /// <summary>Like <see cref="IsHostName"/>, or with <c>*</c> for the first of at least three labels.</summary>
    public static bool IsDomain(string text) =>
        text.Length <= Longest
        && IsHostName(text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text);

    /// <summary>The name that was probably meant: without scheme and path, in lower case, in ASCII; null when there is none.</summary>
    public static string? Mend(string text)
    {
        var host = text.Trim().ToLowerInvariant();
        var scheme = host.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0) host = host[(scheme + 3)..];
        host = host.Split('/', ':')[0].Trim('.');
        var name = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
        var mended = (name.Length == host.Length ? "" : "*.") + ToAscii(name);
        return IsDomain(mended) && mended != text ? mended : null;
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

    [GeneratedRegex(@"\A(?=.*\.[a-z0-9-]*[a-z-][a-z0-9-]*\z)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+\z")]
    private static partial Regex HostName();
}
