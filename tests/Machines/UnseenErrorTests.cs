using System.Text.RegularExpressions;
using Infra.Components.Machines;
using Xunit;

namespace Infra.Tests.Machines;

/// <summary>
/// No script throws an error away: one that is expected is asked for in a way that has no error, or tried with <c>try</c>, which keeps the
/// last line for the message. What hides one all the same stands here, with its reason.
/// </summary>
public sealed partial class UnseenErrorTests
{
    // A part of the line, why nothing is lost.
    private static readonly Dictionary<string, string> Justified = new(StringComparer.Ordinal)
    {
        ["kill -INT \"$child\" 2>/dev/null || true"] = "it may have ended by itself meanwhile, which is what was wanted",
        ["[ $# -gt 0 ] || fetch || true"] = "what it says is seen, and the generator misses what it needs by itself",
        ["explain \"$verb\" \"$stack\" \"$events\" || true"] = "what it says is seen, and the run's own outcome counts",
        ["measure \"$events\" \"$times\" || true"] = "what it says is seen, and the run's own outcome counts",
        ["./build.sh fetch || true"] = "what it says is seen, and tests that need the files are skipped and say so",
        ["ls -tr .infra-scripts-* 2>/dev/null"] = "where there is no upload, the same line says next what is missing",
    };

    private static readonly string[] Paths =
    [
        .. new[] { "build.sh", ".ci/run", "components/Machines/RemoteCommand.cs" }.Concat(
            Directory.EnumerateFiles(Path.Combine(SharedFolder.Checkout, "components"), "*.sh", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "Scripts")
                .Select(file => Path.GetRelativePath(SharedFolder.Checkout, file))
                .Order(StringComparer.Ordinal)),
    ];

    public static TheoryData<string> Files { get; } = new(Paths);

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_error_is_told_or_handled(string file)
    {
        var hidden = File.ReadLines(Path.Combine(SharedFolder.Checkout, file))
            .Where(line => Hiding().IsMatch(line) && !Justified.Keys.Any(part => line.Contains(part, StringComparison.Ordinal)));

        Assert.Empty(hidden);
    }

    [Fact]
    public void No_reason_stands_for_a_line_that_is_gone()
    {
        var all = string.Concat(Paths.Select(file => File.ReadAllText(Path.Combine(SharedFolder.Checkout, file)).Replace("\\\"", "\"")));

        Assert.All(Justified.Keys, part => Assert.Contains(part, all, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_script_of_the_program_is_looked_at() =>
        Assert.Equal(typeof(RemoteScript).Assembly.GetManifestResourceNames().Count(name => name.EndsWith(".sh", StringComparison.Ordinal)),
            Paths.Count(file => file.EndsWith(".sh", StringComparison.Ordinal)) - 1);

    [GeneratedRegex(@"2> ?/dev/null|>& ?/dev/null|> ?/dev/null 2>&1|\|\| (true|:)( |\)|;|$)")]
    private static partial Regex Hiding();
}
