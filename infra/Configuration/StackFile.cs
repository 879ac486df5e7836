using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Stacks.Settings;
using Infra.Stacks.Settings.Grammars;
using YamlDotNet.RepresentationModel;

namespace Infra.Configuration;

/// <summary>A stack's file, <c>Pulumi.&lt;stack&gt;.yaml</c>, read without the Pulumi CLI.</summary>
/// <param name="Name">The stack's name.</param>
/// <param name="Configuration">
/// The stack's configuration as Pulumi hands it to a program: keys with their namespace (the project's name where none is
/// written), plain values as bare text, maps and lists as JSON. A secret's value is the text <c>[secret]</c>.
/// </param>
/// <param name="SecretsProvider">What encrypts the stack's secrets. Null where it is a passphrase or Pulumi Cloud.</param>
public sealed record StackFile(string Name, ImmutableSortedDictionary<string, string> Configuration, string? SecretsProvider)
{
    private const int MostComplaints = 20;

    private SettingsLines _lines = SettingsLines.None;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a stack's file.</summary>
    /// <param name="project">The project.</param>
    /// <param name="stack">The stack's name.</param>
    /// <exception cref="ConfigurationException">There is no such stack, or its file can't be used.</exception>
    public static StackFile Read(Project project, string stack)
    {
        var path = Existing(project, stack);
        var file = YamlSource.Read(path);
        var complaints = StackKeys.Unknown(path, file).ToList();
        if (!file.Children.TryGetValue(new YamlScalarNode(StackKeys.Config), out var node))
        {
            throw complaints.FirstOrDefault(complaint => complaint.Message.Contains($"'{StackKeys.Config}'?", StringComparison.Ordinal))
                ?? new ConfigurationException(
                    $"{YamlSource.Shown(path)} has no 'config:'; put the stack's settings below it (docs/settings.md).");
        }

        if (node is not YamlMappingNode config)
            throw YamlSource.Wrong(path, node.Start, "expected a map of settings below 'config:'");
        complaints.AddRange(StackKeys.PlainSecrets(path, project, stack, config));
        if (complaints.Count > 0)
            throw new ConfigurationException(string.Join('\n', complaints.Take(MostComplaints).Select(complaint => complaint.Message)));
        return new StackFile(stack, Values(path, project, config), YamlSource.Text(path, file, "secretsprovider"))
        {
            _lines = SettingsLines.Of(path, project, config),
        };
    }

    /// <summary>The settings, read and validated.</summary>
    /// <exception cref="SettingsException">Something is wrong; it says where in the file.</exception>
    public PlatformSettings LoadSettings()
    {
        try
        {
            return SettingsLoader.Load(Configuration);
        }
        catch (SettingsException mistakes)
        {
            throw new SettingsException([.. mistakes.Problems.Select(_lines.Locate)]);
        }
    }

    private static string Existing(Project project, string stack)
    {
        var stacks = project.Stacks;
        if (stacks.Contains(stack)) return project.StackFile(stack);
        var nearest = NearestWord.Among(stack, stacks);
        var known = stacks.IsEmpty
            ? $"There are none; add {Path.GetFileName(project.StackFile("dev"))}."
            : $"There are: {string.Join(", ", stacks)}.{(nearest is null ? "" : $" Did you mean '{nearest}'?")}";
        throw new ConfigurationException($"There is no stack '{stack}'. {known}");
    }

    private static ImmutableSortedDictionary<string, string> Values(string path, Project project, YamlMappingNode config)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in config.Children)
        {
            if (key is not YamlScalarNode { Value: { Length: > 0 } name })
                throw YamlSource.Wrong(path, key.Start, "expected a configuration key such as infra:cluster");
            var full = StackKeys.FullName(project, key);
            if (!values.TryAdd(full, Text(YamlJson.Convert(path, value))))
                throw YamlSource.Wrong(path, key.Start, $"expected each key once, but '{full}' is given twice");
        }

        return values.ToImmutable();
    }

    private static string Text(JsonNode? value) => value switch
    {
        null => "null",
        JsonValue plain when plain.GetValueKind() is JsonValueKind.String => plain.GetValue<string>(),
        _ => value.ToJsonString(Plain),
    };
}
