using System.Text.RegularExpressions;

namespace Infra.Configuration;

/// <summary>What git leaves in a file that two people changed.</summary>
internal static partial class MergeMarkers
{
    /// <exception cref="ConfigurationException">There is one.</exception>
    public static void Refuse(string path, string text)
    {
        if (Marker().Match(text) is not { Success: true } marker) return;
        throw YamlSource.Wrong(
            path, TextPlace.Of(text, marker.Index),
            $"found a marker of a merge that isn't finished, '{marker.Value.TrimEnd()}'; keep one of the two versions, and delete the "
            + "lines that begin with <<<<<<<, |||||||, ======= and >>>>>>>");
    }

    [GeneratedRegex(@"^(<{7}|>{7}|\|{7}|={7})(?![<>|=])([ \t].*)?\r?$", RegexOptions.Multiline)]
    private static partial Regex Marker();
}
