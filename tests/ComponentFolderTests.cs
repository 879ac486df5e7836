using System.Text.RegularExpressions;
using Xunit;

namespace Infra.Tests;

public sealed partial class ComponentFolderTests
{
    private static readonly string Root = Path.Combine(SharedFolder.Checkout, "components");

    private static readonly string[] Folders =
    [
        .. Directory.GetFiles(Root, "*.cs", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file))
            .Where(file => file.Contains(Path.DirectorySeparatorChar)).Select(file => file.Split(Path.DirectorySeparatorChar)[0])
            .Where(folder => folder is not ("bin" or "obj")).Distinct().Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Folders_of_components_use_each_other_in_one_direction_only()
    {
        Assert.Contains("Tenants", Folders);
        var uses = Folders.ToDictionary(folder => folder, UsedBy);
        Assert.Contains("Kubernetes", uses["Tenants"].Keys);
        // A folder that nobody left uses is in no circle; what is never taken out is, or leads to one.
        var left = Folders.ToHashSet();
        while (left.RemoveWhere(folder => !left.Any(other => uses[other].ContainsKey(folder))) > 0
            || left.RemoveWhere(folder => !uses[folder].Keys.Any(left.Contains)) > 0)
        {
            // Until nothing more goes.
        }

        var circles = left.Order(StringComparer.Ordinal).SelectMany(folder =>
            uses[folder].Where(use => left.Contains(use.Key)).Select(use => $"{folder} uses {use.Key}, in {use.Value}"));
        Assert.True(left.Count == 0, $"Folders that use each other in circles:\n{string.Join('\n', circles)}");
    }

    // Sources, not the assembly: constants leave no trace there.
    private static SortedDictionary<string, string> UsedBy(string folder)
    {
        var others = string.Join('|', Folders.Where(other => other != folder));
        var uses = new Regex($@"^using (?:static |\w+ = )?Infra\.Components\.({others})\b|(?<![\w.""<>/])({others})\.[A-Z]");
        var used = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
        {
            foreach (var line in File.ReadLines(file).Select(line => Comment().Replace(line, "")))
            {
                foreach (Match match in uses.Matches(line))
                    used.TryAdd(match.Groups[1].Value + match.Groups[2].Value, $"{Path.GetFileName(file)}: {line.Trim()}");
            }
        }

        return used;
    }

    [GeneratedRegex(@"^\s*//.*$")]
    private static partial Regex Comment();
}
