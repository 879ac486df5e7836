using System.Collections.Frozen;
using Infra.Stacks.Settings.Reading;
using Infra.Stacks.Settings.Rules;

namespace Infra.Stacks.Settings;

/// <summary>Makes settings of a stack's configuration, or says all that is wrong with it.</summary>
public static class SettingsLoader
{
    private static readonly FrozenDictionary<int, string> NothingProposed = FrozenDictionary<int, string>.Empty;

    /// <summary>
    /// Reads and validates <c>infra:cluster</c> and <c>infra:tenants</c>. The same configuration always gives the same settings
    /// or the same problems.
    /// </summary>
    /// <param name="configuration">
    /// Pulumi's configuration: keys with their namespace, values as text (JSON, where the value is a map or a list). Keys of other
    /// namespaces are ignored.
    /// </param>
    /// <exception cref="SettingsException">Something is wrong; it holds all problems at once.</exception>
    public static PlatformSettings Load(IReadOnlyDictionary<string, string> configuration)
    {
        var (settings, findings) = Read(configuration, NothingProposed);
        if (!findings.Any) return Complete(settings);
        var fixes = Proposals.Try(findings, proposed => Read(configuration, proposed).Findings);
        throw new SettingsException(findings.InDocumentOrder(fixes));
    }

    private static (PlatformSettings Settings, Findings Findings) Read(
        IReadOnlyDictionary<string, string> configuration, IReadOnlyDictionary<int, string> proposed)
    {
        var findings = new Findings();
        var read = new SettingsReader(configuration, proposed, findings).Read();
        foreach (var rule in CrossRules.All.Concat(read.Provider?.Rules ?? []))
            findings.AddRange(rule(read).Select(finding => finding with { BrokenRule = SettingsRule.NameOf(rule) }));
        return (read.Settings, findings);
    }

    private static PlatformSettings Complete(PlatformSettings settings) => settings with
    {
        Tenants = [.. settings.Tenants.Select(tenant => settings.Cluster.Provider.Complete(tenant, settings.Cluster))],
    };
}
