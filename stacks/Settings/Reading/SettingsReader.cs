using System.Collections.Immutable;

namespace Infra.Stacks.Settings.Reading;

/// <summary>Reads the configuration's <c>infra:</c> keys.</summary>
internal static class SettingsReader
{
    private const string Prefix = "infra:";

    private static readonly ImmutableArray<string> KnownKeys = ["infra:cluster", "infra:tenants", "infra:sshPrivateKey"];

    public static SettingsDraft Read(IReadOnlyDictionary<string, string> configuration, Findings findings)
    {
        var document = new SettingsDocument();
        var cluster = ClusterReader.Read(ReadCluster(document, configuration, findings), findings);
        var (count, items) = ReadTenants(document, configuration, findings);
        var tenants = items.Select(item => TenantReader.Read(item, findings)).ToImmutableArray();
        RefuseUnknownKeys(document, configuration, findings);
        return new SettingsDraft(cluster, count, tenants);
    }

    private static Section ReadCluster(SettingsDocument document, IReadOnlyDictionary<string, string> configuration, Findings findings)
    {
        if (!configuration.TryGetValue("infra:cluster", out var text))
        {
            var missing = document.Missing("infra:cluster");
            findings.Add(missing, "is missing", "describe the cluster there (docs/settings.md)");
            return new Section(null, missing, findings, isUnknown: true);
        }

        var node = document.Parse("cluster", text);
        if (node.Kind is NodeKind.Map) return new Section(node, node.Place, findings);
        findings.Add(node.Place with { Path = "infra:cluster" }, "must be a map", "describe the cluster there (docs/settings.md)");
        return new Section(null, node.Place, findings, isUnknown: true);
    }

    private static (Setting<int> Count, ImmutableArray<SettingsNode> Items) ReadTenants(
        SettingsDocument document, IReadOnlyDictionary<string, string> configuration, Findings findings)
    {
        if (!configuration.TryGetValue("infra:tenants", out var text))
        {
            var missing = document.Missing("infra:tenants");
            findings.Add(missing, "is missing", "list the tenants there, or write [] for none");
            return (new Setting<int>(missing, IsGiven: true, IsValid: false, 0), []);
        }

        var node = document.Parse("tenants", text);
        if (node.Kind is NodeKind.List)
        {
            var items = node.Children.Select(child => child.Node).ToImmutableArray();
            return (new Setting<int>(node.Place, true, true, items.Length), items);
        }

        findings.Add(node.Place with { Path = "infra:tenants" }, "must be a list", "list the tenants there, or write [] for none");
        return (new Setting<int>(node.Place, true, false, 0), []);
    }

    private static void RefuseUnknownKeys(
        SettingsDocument document, IReadOnlyDictionary<string, string> configuration, Findings findings)
    {
        var unknown = configuration.Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal)).Except(KnownKeys);
        foreach (var key in unknown.Order(StringComparer.Ordinal))
        {
            var nearest = NearestWord.Among(key, KnownKeys);
            var fix = nearest is null ? $"known are {Words.Or(KnownKeys)}" : $"did you mean '{nearest}'?";
            var shown = Findings.HoldsPrivateKey(key) ? "infra:(a private key)" : key;
            findings.Add(document.Missing(shown), "is not a known key", fix);
        }
    }
}
