using Infra.Checks;
using Xunit;

namespace Infra.Tests.Checks;

public sealed class ChecksDocumentTests
{
    private const string Start = "<!-- checks: generated from infra/Checks; UPDATE_SNAPSHOTS=1 renews it -->\n";
    private const string End = "<!-- end -->";

    [Fact]
    public void The_document_names_every_check()
    {
        var path = Path.Combine(SharedFolder.Checkout, "docs", "checks.md");
        var text = File.ReadAllText(path);
        var (start, end) = (text.IndexOf(Start, StringComparison.Ordinal) + Start.Length, text.IndexOf(End, StringComparison.Ordinal));
        Snapshot.MatchesFile(path, text[..start] + Table() + text[end..]);
    }

    private static string Table() => "| check | what holds |\n|---|---|\n"
        + string.Concat(CheckList.All.Select(check => $"| `{check.Id}` | {check.Title} |\n"));
}
