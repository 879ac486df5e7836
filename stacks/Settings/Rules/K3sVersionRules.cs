using System.Text.RegularExpressions;
using Infra.Components.K3s;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>Which versions of K3s a cluster can have.</summary>
internal static partial class K3sVersionRules
{
    private const int OldestMinor = 34;

    public static Complaint? Version(string text)
    {
        if (!K3sVersion.TryParse(text, out var version))
        {
            var rule = Channel().IsMatch(text)
                ? "must be an exact version (vX.Y.Z+k3sN): a channel moves, and two nodes could get different versions"
                : "must be an exact version (vX.Y.Z+k3sN)";
            return new Complaint(rule, $"try '{K3sVersion.Default}'");
        }

        return (version.Major, version.Minor).CompareTo((1, OldestMinor)) >= 0
            ? null
            : new Complaint(
                $"must be v1.{OldestMinor} or newer: older ones get no security fixes any more",
                $"try '{K3sVersion.Default}'");
    }

    public static Complaint? InstallerSha256(string text) => Sha256().IsMatch(text)
        ? null
        : new Complaint("must be a SHA-256", "give 64 hexadecimal digits, as sha256sum prints them");

    [GeneratedRegex(@"\A[0-9a-fA-F]{64}\z")]
    private static partial Regex Sha256();

    [GeneratedRegex(@"\A(stable|latest|testing|v[0-9]+\.[0-9]+)\z")]
    private static partial Regex Channel();
}
