using System.Collections.Immutable;
using System.Xml.Linq;

namespace Infra.Tests.EndToEnd.Programs;

/// <summary>The versions that the program pins, read where it pins them.</summary>
/// <param name="Pulumi">Pulumi's CLI.</param>
/// <param name="Packages">Pulumi's packages by name, which are also the versions of the providers.</param>
/// <param name="K3s">The version of K3s that stacks get by default.</param>
internal sealed record PinnedVersions(string Pulumi, ImmutableSortedDictionary<string, string> Packages, string K3s)
{
    private const string PackagePrefix = "Pulumi.";

    /// <summary>The providers' versions by the names of their plugins: <c>hcloud</c>, <c>kubernetes</c>.</summary>
    public IEnumerable<KeyValuePair<string, string>> Providers => Packages
        .Where(package => package.Key.StartsWith(PackagePrefix, StringComparison.Ordinal))
        .Select(package => KeyValuePair.Create(package.Key[PackagePrefix.Length..].ToLowerInvariant(), package.Value));

    /// <summary>Reads them.</summary>
    /// <param name="root">The checkout.</param>
    public static PinnedVersions Read(string root) => new(
        File.ReadAllText(Path.Combine(root, ".pulumi-version")).Trim(),
        XDocument.Load(Path.Combine(root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Where(package => package.Attribute("Include")!.Value.StartsWith("Pulumi", StringComparison.Ordinal))
            .ToImmutableSortedDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value),
        Components.K3s.K3sVersion.Default);
}
