using System.Globalization;
using Infra.Stacks.Settings;
using Infra.Stacks.Settings.Reading;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Configuration;

/// <summary>Where the settings stand in a stack's file, and how they are written there.</summary>
internal sealed class SettingsLines
{
    private const string Prefix = "infra:";

    private readonly string _file;
    private readonly Dictionary<string, Written> _places = new(StringComparer.Ordinal);

    private SettingsLines(string file) => _file = file;

    /// <summary>Of settings that are in no file.</summary>
    public static SettingsLines None { get; } = new("");

    /// <summary>Of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="project">Its project.</param>
    /// <param name="config">Its settings, which have a JSON form.</param>
    public static SettingsLines Of(string path, Project project, YamlMappingNode config)
    {
        var lines = new SettingsLines(YamlSource.Shown(path));
        foreach (var (key, value) in config.Children)
        {
            var name = StackKeys.FullName(project, key);
            if (!name.StartsWith(Prefix, StringComparison.Ordinal)) continue;
            lines._places[name] = new Written(key.Start, null);
            lines.Add(name[Prefix.Length..], key.Start, value);
        }

        return lines;
    }

    /// <summary>A problem with the line on which it stands. What isn't there stands where the map around it begins.</summary>
    public SettingsProblem Locate(SettingsProblem problem)
    {
        var path = SettingsPath.WithAllAround(problem.Path).FirstOrDefault(_places.ContainsKey);
        if (path is null) return problem;
        var (mark, text) = _places[path];
        var where = string.Create(CultureInfo.InvariantCulture, $"{_file}:{mark.Line}");
        return path == problem.Path && text is not null ? AsWritten(problem, text) with { Where = where } : problem with { Where = where };
    }

    // YAML reads 1.10 as the number 1.1. In quotes it is to be what stands in the file.
    private static SettingsProblem AsWritten(SettingsProblem problem, string text) => problem.Value is { } value && value != text
        ? problem with { Value = text, Fix = problem.Fix.Replace($"\"{value}\"", $"\"{text}\"", StringComparison.Ordinal) }
        : problem;

    private void Add(string path, Mark mark, YamlNode node)
    {
        var isPlain = node is YamlScalarNode { Style: ScalarStyle.Plain };
        _places[path] = new Written(mark, isPlain ? ((YamlScalarNode)node).Value : null);
        if (YamlJson.IsSecret(node)) return;
        switch (node)
        {
            case YamlMappingNode map:
                foreach (var (key, value) in map.Children) Add(SettingsPath.Member(path, ((YamlScalarNode)key).Value!), key.Start, value);
                break;
            case YamlSequenceNode list:
                for (var index = 0; index < list.Children.Count; index++)
                    Add(SettingsPath.Item(path, index), list.Children[index].Start, list.Children[index]);
                break;
        }
    }

    private sealed record Written(Mark Mark, string? Text);
}
