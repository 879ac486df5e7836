using Infra.Components.Certificates;
using Infra.Components.Grammars;
using Infra.Components.Ingress;
using Infra.Stacks.Providers.Ssh;
using Infra.Stacks.Settings;
using Infra.Stacks.Settings.Reading;

namespace Infra.Tests.Settings.Generated;

/// <summary>The tables of <c>docs/settings.md</c>: one row for each setting.</summary>
internal static class SettingsTables
{
    private static readonly (string Name, Type Record)[] Tables =
        [("infra:cluster", typeof(ClusterSettings)), ("infra:tenants", typeof(TenantSettings)), ("host", typeof(ExistingHost))];

    /// <summary>The text with every table anew, each between its marks.</summary>
    public static string Renew(string text)
    {
        foreach (var (name, record) in Tables)
            text = Renew(text, $"settings of {name}: generated from stacks/Settings", Table(record));
        return Renew(text, "ingress controllers: generated from components/Ingress", IngressControllersTable());
    }

    private static string Renew(string text, string subject, string table)
    {
        var mark = $"<!-- {subject}; UPDATE_SNAPSHOTS=1 renews it -->";
        var start = text.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        var end = text.IndexOf("<!-- end -->", start, StringComparison.Ordinal);
        return $"{text[..start]}\n{table}{text[end..]}";
    }

    private static string IngressControllersTable() =>
        "| `ingress` | chart | release | memory | what it needs |\n|---|---|---|---|---|\n"
        + string.Concat(IngressControllers.All.Select(controller =>
        {
            var annotation = "[one annotation more](../README.md#the-first-application) on each Ingress, before K3s v1.36: "
                + $"`{IssuerSpec.EditInPlace}`.";
            var needs = controller.Hints.Prepend(controller.NeedsEditInPlace ? annotation : "");
            return $"| `{controller.Word}` | `{controller.Chart.Name}` {controller.Chart.Version} | `{controller.Release}` "
                + $"| {controller.MemoryMi} MiB | {string.Join(" ", needs).Trim()} |\n";
        }));

    private static string Table(Type record) =>
        "| key | meaning | type | default | rules |\n|---|---|---|---|---|\n" + string.Concat(Rows(Shape.Of(record), ""));

    private static IEnumerable<string> Rows(Shape shape, string prefix) => shape.Settings.SelectMany(setting => Rows(setting, prefix));

    private static IEnumerable<string> Rows(Setting setting, string prefix)
    {
        var key = prefix + setting.Key;
        string[] cells =
            [$"`{key}`", Described.Summary(setting.Property), Kind(setting.Form), Described.Default(setting), Described.Rules(setting)];
        var row = $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n";
        return setting.Form switch
        {
            Form.Record { Shape: var shape } when shape.Type != typeof(ExistingHost) => Rows(shape, $"{key}.").Prepend(row),
            Form.List { Item: Form.Record { Shape: var shape } } when shape.Type != typeof(ExistingHost) =>
                Rows(shape, $"{key}[].").Prepend(row),
            _ => [row],
        };
    }

    private static string Kind(Form form) => form switch
    {
        Form.Scalar { Grammar: { Words: { Length: > 0 } words, Notation: not Notation.Flag } } =>
            string.Join(", ", words.Select(word => $"`{word}`")),
        Form.Scalar scalar => scalar.Grammar.Word,
        Form.List { Item: Form.Record { Shape.Type: var type } } when type == typeof(ExistingHost) => "list of [hosts](#hosts)",
        Form.List { Item: Form.Record } => "list of maps",
        Form.List list => $"list: {Kind(list.Item)}",
        Form.Map map => $"map: {map.Values.Word}",
        Form.Record { Shape.Type: var type } when type == typeof(ExistingHost) => "[host](#hosts)",
        Form.Record { Shape.Short: { } brief } => $"{Kind(brief.Form)}, map",
        _ => "map",
    };
}
