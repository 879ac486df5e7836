using System.Collections.Immutable;
using Infra.Upstream;

namespace Infra.Tests.Upstream;

/// <summary>The checkout's files of other projects; of these, tests take what ../shared/data has, and download nothing.</summary>
internal static class UpstreamFiles
{
    private static readonly UpstreamFolder Folder = UpstreamFolder.Of(SharedFolder.Checkout);

    private static readonly Lazy<ImmutableArray<Pin>> MissingPins = new(FindMissing);

    /// <summary>Where a file, or a folder of several, lies.</summary>
    public static string Path(string name) => Folder.Path(name);

    /// <summary>Why tests that need files can't run, or null.</summary>
    /// <param name="names">The starts of those files' names.</param>
    public static string? Missing(params string[] names)
    {
        var missing = MissingPins.Value.FirstOrDefault(pin => names.Any(name => pin.Name.StartsWith(name, StringComparison.Ordinal)));
        return missing is null
            ? null
            : $"This test needs {missing.Name}, which isn't in .build/upstream; ./build.sh fetch brings it from {missing.Url}.";
    }

    private static ImmutableArray<Pin> FindMissing()
    {
        var mirror = UpstreamFolder.UsualMirror(SharedFolder.Checkout);
        if (Directory.Exists(mirror)) Folder.CopyFrom(mirror);
        return Folder.Missing();
    }
}
