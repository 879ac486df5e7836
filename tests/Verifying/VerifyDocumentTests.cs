using Infra.Verifying;
using Xunit;

namespace Infra.Tests.Verifying;

public sealed class VerifyDocumentTests
{
    private const string Start = "<!-- checks: generated from infra/Verifying; UPDATE_SNAPSHOTS=1 renews it -->\n";
    private const string End = "<!-- end -->";

    // github.com/kubernetes-sigs/multi-tenancy at 5fa4907, benchmarks/kubectl-mtb/test/benchmarks; HI-1 stands there twice.
    private static readonly string[] Benchmarks =
    [
        "MTB-PL1-BC-CPI-2", "MTB-PL1-BC-CPI-3", "MTB-PL1-BC-CPI-4", "MTB-PL1-BC-CPI-5", "MTB-PL1-BC-CPI-6", "MTB-PL1-BC-HI-1",
        "MTB-PL1-BC-HI-1", "MTB-PL1-BC-HI-3", "MTB-PL1-BC-HI-4", "MTB-PL1-BC-HI-5", "MTB-PL1-CC-CPI-1", "MTB-PL1-CC-DI-1",
        "MTB-PL1-CC-FNS-1", "MTB-PL1-CC-FNS-2", "MTB-PL1-CC-TI-1", "MTB-PL1-CC-TI-2", "MTB-PL2-BC-OPS-3", "MTB-PL2-BC-OPS-4",
    ];

    [Fact]
    public void The_document_names_every_check()
    {
        var path = Path.Combine(SharedFolder.Checkout, "docs", "verify.md");
        var text = File.ReadAllText(path);
        var (start, end) = (text.IndexOf(Start, StringComparison.Ordinal) + Start.Length, text.IndexOf(End, StringComparison.Ordinal));
        Snapshot.MatchesFile(path, text[..start] + Table() + text[end..]);
    }

    [Fact]
    public void Every_benchmark_is_answered() => Assert.All(
        Benchmarks.CountBy(id => id),
        benchmark => Assert.InRange(LiveCheckList.All.Count(check => check.Benchmarks.Contains(benchmark.Key)), benchmark.Value, 2));

    [Fact]
    public void The_attacks_of_the_security_document_name_every_check()
    {
        var text = File.ReadAllText(Path.Combine(SharedFolder.Checkout, "docs", "security.md"));
        var section = text[text.IndexOf("## Attacks", StringComparison.Ordinal)..];
        section = section[..section.IndexOf("\n## ", StringComparison.Ordinal)];
        var named = section.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Split(" | "))
            .Where(cells => cells.Length == 4).SelectMany(cells => Coded(cells[2])).Concat(Honest(section)).ToHashSet();
        Assert.NotEmpty(named);
        var checks = LiveCheckList.All.Concat(LiveCheckList.Traffic).Select(check => check.Id).ToHashSet();
        Assert.Equal(checks.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    // What is no attack stands in a sentence below the tables.
    private static IEnumerable<string> Honest(string section) =>
        Coded(section.Split('\n').Single(line => line.StartsWith("Honest work is admitted:", StringComparison.Ordinal)));

    private static IEnumerable<string> Coded(string text) => text.Split('`').Where((_, index) => index % 2 == 1).Except(["verify"]);

    private static string Table() => "| check | what holds | benchmark |\n|---|---|---|\n" + string.Concat(LiveCheckList.All.Select(check =>
        $"| `{check.Id}` | {check.Title} | {string.Join(", ", check.Benchmarks)} |\n"));
}
