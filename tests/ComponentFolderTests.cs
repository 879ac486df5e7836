using System.Text.RegularExpressions;
using Infra.Stacks.Providers;
using Xunit;

namespace Infra.Tests;

public sealed partial class ComponentFolderTests
{
    private static readonly string Root = Path.Combine(SharedFolder.Checkout, "components");

    private static readonly string Providers = Path.Combine(SharedFolder.Checkout, "stacks", "Providers");

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

    [Fact]
    public void Neither_components_nor_checks_know_a_provider_of_machines()
    {
        // SSH is how every machine is reached, so that provider's word says nothing.
        var words = NodeProviders.All.Where(provider => provider.Word != "ssh")
            .SelectMany(provider => new[] { provider.Word, provider.Token?.Owner.Split(' ')[0] }).OfType<string>();
        var names = new Regex(string.Join('|', words), RegexOptions.IgnoreCase);
        var files = Files(Root, "*")
            .Concat(new[] { "Checks", "Planning" }.SelectMany(folder => Files(Path.Combine(SharedFolder.Checkout, "infra", folder), "*")))
            .ToList();
        Assert.Contains(files, file => file.EndsWith("Components.csproj", StringComparison.Ordinal));
        Assert.DoesNotContain(Lines(files), line => names.IsMatch(line.Text));
    }

    [Fact]
    public void Providers_know_nothing_of_each_other()
    {
        var folders = Directory.GetDirectories(Providers).Select(folder => Path.GetFileName(folder)!)
            .Where(name => File.Exists(Path.Combine(Providers, name, $"{name}Provider.cs"))).ToList();
        Assert.Equal(NodeProviders.All.Length, folders.Count);
        foreach (var folder in folders)
        {
            var others = new Regex($@"Providers\.({string.Join('|', folders.Where(other => other != folder))})\b");
            Assert.DoesNotContain(Lines(Files(Path.Combine(Providers, folder), "*.cs")), line => others.IsMatch(line.Text));
        }
    }

    [Fact]
    public void Machines_of_providers_know_no_settings_of_stacks()
    {
        var machines = Files(Providers, "*.cs").Where(file => Component().IsMatch(File.ReadAllText(file))).ToList();
        Assert.NotEmpty(machines);
        var folders = machines.Select(file => Path.GetDirectoryName(file)!).Distinct()
            .Where(folder => !File.Exists(Path.Combine(folder, $"{Path.GetFileName(folder)}Provider.cs")));
        Assert.DoesNotContain(
            Lines(machines.Union(folders.SelectMany(folder => Files(folder, "*.cs")))),
            line => line.Text.Contains("Infra.Stacks.Settings", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Files(string folder, string pattern) => Directory
        .GetFiles(folder, pattern, SearchOption.AllDirectories).Where(file => !Built().IsMatch(file)).Order(StringComparer.Ordinal);

    private static IEnumerable<(string File, string Text)> Lines(IEnumerable<string> files) =>
        files.SelectMany(file => File.ReadLines(file).Select(line => (Path.GetRelativePath(SharedFolder.Checkout, file), line.Trim())));

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

    [GeneratedRegex(@"[/\\](?:bin|obj)[/\\]")]
    private static partial Regex Built();

    [GeneratedRegex(@": (?:ComponentResource|MachineArgs)\b")]
    private static partial Regex Component();
}
