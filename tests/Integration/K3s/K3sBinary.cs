using System.Collections.Immutable;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Integration.K3s;

/// <summary>A K3s binary on this machine, asked what it says of itself. Only hosts of the tests' own run it as a node.</summary>
internal sealed partial record K3sBinary(string Path)
{
    private const string Variable = "K3S_BINARY";

    /// <summary>The binary that the person running the tests named; only tests that are skipped see none.</summary>
    public static K3sBinary Given => new(Environment.GetEnvironmentVariable(Variable) ?? "");

    /// <summary>Why there is no binary to ask, or null.</summary>
    public static string? Missing
    {
        get
        {
            if (OperatingSystem.IsWindows())
                return "K3s has no binary for Windows.";
            var path = Given.Path;
            if (path.Length == 0)
                return $"{Variable} names no K3s binary to compare the configurations with.";
            if (!File.Exists(path))
                return $"{Variable} is '{path}', which doesn't exist.";
            return (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0
                ? null
                : $"{Variable} is '{path}', which isn't executable.";
        }
    }

    /// <summary>What the binary says of its version.</summary>
    public string Version => Ask("--version");

    /// <summary>Keys of a configuration that the binary would skip, because it has no flag of that name in the role.</summary>
    /// <param name="role"><c>server</c> or <c>agent</c>.</param>
    /// <param name="configuration">A <c>config.yaml</c>.</param>
    public ImmutableSortedSet<string> UnknownKeys(string role, string configuration)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(configuration));
        var keys = ((YamlMappingNode)stream.Documents[0].RootNode).Children.Keys.Select(key => ((YamlScalarNode)key).Value!);
        return keys.Except(Flags(role)).ToImmutableSortedSet(StringComparer.Ordinal);
    }

    // A flag's line: '   --tls-san value [ --tls-san value ]   (listener) text'. Texts mention other flags, so they are left out.
    private ImmutableSortedSet<string> Flags(string role)
    {
        var flags = FlagLine().Matches(Ask(role, "--help"))
            .SelectMany(line => FlagName().Matches(line.Groups[1].Value))
            .Select(name => name.Groups[1].Value)
            .ToImmutableSortedSet(StringComparer.Ordinal);
        return flags.Count > 0
            ? flags
            : throw new InvalidOperationException($"'{Path} {role} --help' names no flag, so nothing can be compared with it.");
    }

    private string Ask(params string[] arguments)
    {
        var (status, output, error) = LocalProgram.Run(Path, arguments);
        return status == 0
            ? output
            : throw new InvalidOperationException($"'{Path} {string.Join(' ', arguments)}' ended with {status}: {error.Trim()}");
    }

    [GeneratedRegex(@"^[ \t]{2,}(-.*?)(?:[ \t]{2,}|[ \t]*\r?$)", RegexOptions.Multiline)]
    private static partial Regex FlagLine();

    [GeneratedRegex("(?<![a-z0-9-])--([a-z0-9][a-z0-9-]*)")]
    private static partial Regex FlagName();
}
