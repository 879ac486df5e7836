using Infra.Comparing.Dangers;
using Xunit;

namespace Infra.Tests.Comparing;

public sealed class DangersDocumentTests
{
    private const string Start = "<!-- dangers: generated from infra/Comparing/Dangers; UPDATE_SNAPSHOTS=1 renews it -->\n";
    private const string End = "<!-- end -->";

    [Fact]
    public void The_document_names_every_danger()
    {
        var path = Path.Combine(SharedFolder.Checkout, "docs", "plan-changes.md");
        var text = File.ReadAllText(path);
        var (start, end) = (text.IndexOf(Start, StringComparison.Ordinal) + Start.Length, text.IndexOf(End, StringComparison.Ordinal));
        Snapshot.MatchesFile(path, text[..start] + Table() + text[end..]);
    }

    private static string Table() => "| danger | what happens |\n|---|---|\n"
        + string.Concat(DangerList.All.Select(rule => $"| `{rule.Name}` | {rule.Title} |\n"));
}
