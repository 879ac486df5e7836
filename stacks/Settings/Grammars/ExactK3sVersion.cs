using System.Text.RegularExpressions;
using Infra.Components.Grammars;
using Infra.Components.K3s;

namespace Infra.Stacks.Settings.Grammars;

/// <summary>A release of K3s that still gets security fixes.</summary>
internal sealed partial class ExactK3sVersion : Grammar
{
    private const int OldestMinor = 34;

    public override string Word => "`vX.Y.Z+k3sN`";

    public override string? Rules => $"v1.{OldestMinor} or newer; no channels";

    public override string Pattern =>
        $@"(?!v0\.|v1\.({string.Join('|', Enumerable.Range(0, OldestMinor))})\.){K3sVersion.Pattern}";

    public override Complaint? Check(string text)
    {
        var fix = $"try '{K3sVersion.Default}'";
        if (!K3sVersion.TryParse(text, out var version))
        {
            var rule = "must be an exact version (vX.Y.Z+k3sN)";
            return new Complaint(
                IsChannel().IsMatch(text) ? $"{rule}: a channel moves, and two nodes could get different versions" : rule, fix);
        }

        return (version.Major, version.Minor).CompareTo((1, OldestMinor)) >= 0
            ? null
            : new Complaint($"must be v1.{OldestMinor} or newer: older ones get no security fixes any more", fix);
    }

    [GeneratedRegex(@"\A(stable|latest|testing|v[0-9]+\.[0-9]+)\z")]
    private static partial Regex IsChannel();
}

/// <summary>A SHA-256 in hexadecimal.</summary>
internal sealed class Sha256() : PatternGrammar(
    "64 hexadecimal digits", "[0-9a-fA-F]{64}", "must be a SHA-256", "give 64 hexadecimal digits, as sha256sum prints them");
