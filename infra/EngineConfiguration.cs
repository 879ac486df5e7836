using System.Collections.Immutable;
using System.Text.Json;

namespace Infra;

/// <summary>
/// Which settings a stack has. Pulumi's <see cref="Pulumi.Config"/> reads settings whose names are known, so a misspelt one would pass
/// unseen; their names stand in the environment variable that <see cref="Pulumi.Config"/> itself reads.
/// </summary>
internal static class EngineConfiguration
{
    private const string Variable = "PULUMI_CONFIG";

    /// <summary>The names of the settings in a namespace, without it, in ordinal order.</summary>
    public static ImmutableArray<string> Keys(string ns)
    {
        var settings = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(settings))
            return [];
        using var document = JsonDocument.Parse(settings);
        var prefix = $"{ns}:";
        return
        [
            .. document.RootElement.EnumerateObject()
                .Select(setting => setting.Name)
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(name => name[prefix.Length..])
                .Order(StringComparer.Ordinal),
        ];
    }
}
