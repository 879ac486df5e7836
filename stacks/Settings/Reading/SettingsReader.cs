using System.Collections.Immutable;
using Infra.Components.Grammars;
using Infra.Stacks.Providers;
using Infra.Stacks.Settings.Grammars;

namespace Infra.Stacks.Settings.Reading;

/// <summary>Reads the configuration's <c>infra:</c> keys.</summary>
/// <param name="configuration">The configuration.</param>
/// <param name="proposed">Texts that are tried in place of the plain values at their positions.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class SettingsReader(
    IReadOnlyDictionary<string, string> configuration, IReadOnlyDictionary<int, string> proposed, Findings findings)
{
    private const string Prefix = "infra:";
    private const string DescribeCluster = "describe the cluster there (docs/settings.md)";
    private const string ListTenants = "list the tenants there, or write [] for none";

    private static readonly ImmutableArray<string> KnownKeys = ["infra:cluster", "infra:tenants", "infra:sshPrivateKey"];

    private readonly SettingsDocument _document = new(proposed);
    private readonly Places _places = new();

    public SettingsAsRead Read()
    {
        var (node, place) = Find("cluster", NodeKind.Map, "must be a map", DescribeCluster);
        var reader = new RecordReader(findings, _places, ProviderOf(node));
        var cluster = (ClusterSettings)reader.Record(Shape.Of(typeof(ClusterSettings)), node, place);
        (node, place) = Find("tenants", NodeKind.List, "must be a list", ListTenants);
        var tenants = ImmutableArray<TenantSettings>.Empty;
        if (node is not null)
        {
            var shape = new Form.Record(Shape.Of(typeof(TenantSettings)));
            (var items, place) = reader.List(new Form.List(shape, typeof(TenantSettings)), node);
            tenants = (ImmutableArray<TenantSettings>)items;
        }

        RefuseUnknownKeys();
        return new SettingsAsRead(new PlatformSettings(cluster, tenants), place, _places);
    }

    private (SettingsNode? Node, Place Place) Find(string key, NodeKind kind, string rule, string fix)
    {
        if (!configuration.TryGetValue(Prefix + key, out var text))
        {
            var missing = _document.Missing(Prefix + key) with { Standing = Standing.Unknown };
            findings.Add(missing, "is missing", fix);
            return (null, missing);
        }

        var node = _document.Parse(key, text);
        if (node.Kind == kind) return (node, node.Place);
        findings.Add(node.Place with { Path = Prefix + key }, rule, fix);
        return (null, node.Place with { Standing = Standing.Unknown });
    }

    private static NodeProvider? ProviderOf(SettingsNode? cluster) =>
        cluster?.Children.FirstOrDefault(member => member.Key == "provider").Node?.Scalar is { } word
            ? NodeProviders.All.FirstOrDefault(provider => provider.Word == word)
            : null;

    private void RefuseUnknownKeys()
    {
        var unknown = configuration.Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal)).Except(KnownKeys);
        foreach (var key in unknown.Order(StringComparer.Ordinal))
        {
            var nearest = NearestWord.Among(key, KnownKeys);
            var fix = nearest is null ? $"known are {Wording.Or(KnownKeys)}" : $"did you mean '{nearest}'?";
            var shown = PublicKey.IsPrivate(key) ? "infra:(a private key)" : key;
            findings.Add(_document.Missing(shown), "is not a known key", fix);
        }
    }
}
