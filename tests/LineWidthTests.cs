using Xunit;

namespace Infra.Tests;

public sealed class LineWidthTests
{
    private const int Widest = 140;

    private static readonly string[] Folders = ["components", "docs", "infra", "offline", "stacks", "tests", "upstream"];

    [Fact]
    public void Lines_of_sources_and_documents_fit_a_screen()
    {
        var files = Folders.SelectMany(folder => Directory.GetFiles(In(folder), "*", SearchOption.AllDirectories))
            .Concat(Directory.GetFiles(In("."))).Where(IsWritten).ToList();
        Assert.Contains(files, file => file.EndsWith("README.md", StringComparison.Ordinal));
        Assert.Empty(files.SelectMany(Wide));
    }

    private static string In(string folder) => Path.Combine(SharedFolder.Checkout, folder);

    private static bool IsWritten(string file) => Path.GetRelativePath(SharedFolder.Checkout, file).Split('/', '\\') is var steps
        && !steps.Any(step => step is "bin" or "obj") && steps[^1] is var name
        && (name.EndsWith(".md", StringComparison.Ordinal)
            || (name.EndsWith(".cs", StringComparison.Ordinal) && !name.EndsWith(".g.cs", StringComparison.Ordinal)));

    // Rows of tables can't be broken, nor can what a terminal shows.
    private static IEnumerable<string> Wide(string file)
    {
        var isShown = false;
        foreach (var (index, line) in File.ReadLines(file).Index())
        {
            var isDocument = file.EndsWith(".md", StringComparison.Ordinal);
            if (isDocument && line.StartsWith("```", StringComparison.Ordinal)) isShown = !isShown;
            if (line.Length > Widest && !isShown && !(isDocument && line.StartsWith('|')))
                yield return $"{Path.GetRelativePath(SharedFolder.Checkout, file)}:{index + 1}";
        }
    }
}
