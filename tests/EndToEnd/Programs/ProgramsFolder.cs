using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Infra.Tests.EndToEnd.Programs;

/// <summary>
/// The real programs: Pulumi's engine, language host and providers, releases of K3s, charts, and images as OCI archives. docs/end-to-end.md
/// says how the folder is laid out.
/// </summary>
/// <param name="Path">The folder.</param>
/// <param name="Versions">What the program pins.</param>
internal sealed partial record ProgramsFolder(string Path, PinnedVersions Versions)
{
    private const string Variable = "E2E_PROGRAMS";

    private static readonly string[] K3sFiles = ["k3s", "install.sh", "install.sh.sha256sum", "sha256sum-amd64.txt", "k3s-images.txt"];

    /// <summary>The folder that the environment names, else the one that downloads go to.</summary>
    /// <param name="root">The checkout.</param>
    public static ProgramsFolder Find(string root)
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        var folder = string.IsNullOrEmpty(named) ? System.IO.Path.Combine(root, ".build", "upstream", "programs") : named;
        return new ProgramsFolder(System.IO.Path.GetFullPath(folder), PinnedVersions.Read(root));
    }

    /// <summary>Whether somebody named it.</summary>
    public static bool IsNamed => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable));

    /// <summary>Charts, as <c>*.tgz</c>.</summary>
    public string Charts => At("charts");

    /// <summary>Images, as OCI archives or layouts.</summary>
    public string Images => At("images");

    /// <summary>Releases of K3s, a folder each.</summary>
    public string K3s => At("k3s");

    /// <summary>Packages that NuGet's sources may lack; the folder needn't be there.</summary>
    public string Packages => At("nuget");

    /// <summary>The K3s binary of a version.</summary>
    public string K3sBinary(string version) => System.IO.Path.Combine(K3s, version, "k3s");

    /// <summary>A program's file.</summary>
    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>What a scenario needs and the folder lacks, by file.</summary>
    public ImmutableArray<string> Missing(ScenarioNeeds needs) =>
    [
        .. Executables
            .Concat(needs.K3sVersions.Prepend(Versions.K3s).Distinct()
                .SelectMany(version => K3sFiles.Select(file => $"k3s/{version}/{file}")))
            .Where(name => !File.Exists(At(name))),
        .. new[] { "charts", "images" }.Where(name => !Directory.Exists(At(name)) || !Directory.EnumerateFileSystemEntries(At(name)).Any())
            .Select(name => name + "/"),
    ];

    /// <summary>Programs that say another version of themselves than the one that is pinned.</summary>
    public IEnumerable<string> OtherVersions()
    {
        foreach (var (name, argument, pinned) in new[]
                 {
                     ("pulumi", "version", Versions.Pulumi), ($"k3s/{Versions.K3s}/k3s", "--version", Versions.K3s),
                 })
        {
            var said = Ask(At(name), argument);
            if (Version().Match(said).Value.TrimStart('v') != pinned.TrimStart('v'))
                yield return $"{name} says '{said.Split('\n')[0]}'; {pinned} is pinned.";
        }
    }

    private static string Ask(string program, string argument)
    {
        try
        {
            return LocalProgram.Run(program, argument).Output;
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            return failure.Message;
        }
    }

    private IEnumerable<string> Executables =>
        Versions.Providers.Select(provider => $"pulumi-resource-{provider.Key}").Prepend("pulumi-language-dotnet").Prepend("pulumi");

    [GeneratedRegex(@"v[0-9]+\.[0-9]+\.[0-9]+[^\s()]*")]
    private static partial Regex Version();
}
