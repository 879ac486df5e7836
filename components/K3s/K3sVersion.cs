using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Components.K3s;

/// <summary>An exact release of K3s (<c>v1.36.4+k3s1</c>): a Kubernetes version and the number of K3s's release of it.</summary>
/// <param name="Major">Kubernetes' major version.</param>
/// <param name="Minor">Kubernetes' minor version.</param>
/// <param name="Patch">Kubernetes' patch version.</param>
/// <param name="Release">K3s's release of that Kubernetes version, from 1.</param>
public readonly partial record struct K3sVersion(int Major, int Minor, int Patch, int Release)
{
    /// <summary>The version that this program was made for: stable since 2026-08-27.</summary>
    public const string Default = "v1.36.4+k3s1";

    /// <summary>Regular expression of an exact release; pre-releases aren't.</summary>
    public const string Pattern = @"v(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})\+k3s([1-9][0-9]{0,3})";

    /// <summary>Reads a version.</summary>
    /// <returns>Whether <paramref name="text"/> is one; pre-releases aren't.</returns>
    public static bool TryParse(string text, out K3sVersion version)
    {
        var match = Form().Match(text);
        version = match.Success ? new K3sVersion(Number(1), Number(2), Number(3), Number(4)) : default;
        return match.Success;

        int Number(int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
    }

    /// <summary>Reads a version.</summary>
    /// <exception cref="FormatException"><paramref name="text"/> is no exact release.</exception>
    public static K3sVersion Parse(string text) => TryParse(text, out var version)
        ? version
        : throw new FormatException($"'{text}' is no K3s version: give an exact release such as {Default}, no channel and no pre-release.");

    /// <summary>The version as K3s's tags and <c>k3s --version</c> write it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"v{Major}.{Minor}.{Patch}+k3s{Release}");

    [GeneratedRegex(@"\A" + Pattern + @"\z")]
    private static partial Regex Form();
}
