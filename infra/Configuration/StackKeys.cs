using System.Collections.Immutable;
using Infra.Stacks.Providers;
using Infra.Stacks.Settings;
using Infra.Stacks.Settings.Grammars;
using Infra.Stacks.Settings.Reading;
using YamlDotNet.RepresentationModel;

namespace Infra.Configuration;

/// <summary>The keys of a stack file: which there may be beside the settings, and whose values must be encrypted.</summary>
internal static class StackKeys
{
    /// <summary>The key of the settings.</summary>
    public const string Config = "config";

    private const string PrivateKey = "infra:sshPrivateKey";

    /// <summary>Pulumi's own keys (https://www.pulumi.com/docs/iac/concepts/projects/stack-settings-file).</summary>
    public static ImmutableArray<string> Pulumis { get; } = ["encryptionsalt", "encryptedkey", "secretsprovider", "environment"];

    /// <summary>Keys whose values must never stand in plain text.</summary>
    public static ImmutableArray<string> Secrets { get; } =
        [PrivateKey, .. NodeProviders.All.Select(provider => provider.Token?.Key).OfType<string>()];

    /// <summary>Complaints about keys beside <c>config:</c>, in the file's order.</summary>
    public static IEnumerable<ConfigurationException> Unknown(string path, YamlMappingNode file)
    {
        foreach (var key in file.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name })
                yield return YamlSource.Wrong(path, key.Start, "expected a plain key, found a list or a map");
            else if (name != Config && !Pulumis.Contains(name))
            {
                yield return YamlSource.Wrong(
                    path, key.Start, $"'{SettingsProblem.OneLine(name)}' is no key of a stack file; {Fix(name, file)}");
            }
        }
    }

    /// <summary>Complaints about secrets in plain text, in the file's order.</summary>
    public static IEnumerable<ConfigurationException> PlainSecrets(string path, Project project, string stack, YamlMappingNode config) =>
        from setting in config.Children
        let key = FullName(project, setting.Key)
        where Secrets.Contains(key) && !YamlJson.IsSecret(setting.Value)
        select YamlSource.Wrong(
            path, setting.Key.Start,
            $"{key} must not stand in plain text; remove it, store it encrypted by 'pulumi config set --secret {key} --stack {stack}', and "
            + "make a new one if this file was shared");

    /// <summary>A key with its namespace, which is the project's name where none is written.</summary>
    public static string FullName(Project project, YamlNode key) =>
        key is not YamlScalarNode { Value: { } name } ? "" : name.Contains(':', StringComparison.Ordinal) ? name : $"{project.Name}:{name}";

    private static string Fix(string name, YamlMappingNode file)
    {
        if (name.Contains(':', StringComparison.Ordinal)) return "indent it below 'config:'";
        var own = Pulumis.Prepend(Config).Where(key => !file.Children.ContainsKey(new YamlScalarNode(key)));
        if (NearestWord.Among(name, own) is { } nearest) return $"did you mean '{nearest}'?";
        return Shape.Of(typeof(ClusterSettings)).Settings.Any(setting => setting.Key == name)
            ? "indent it below 'infra:cluster:'"
            : $"settings stand below 'config:', and beside it {string.Join(", ", Pulumis)} alone";
    }
}
