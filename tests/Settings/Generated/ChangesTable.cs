using Infra.Stacks.Providers.Ssh;
using Infra.Stacks.Settings;
using Infra.Stacks.Settings.Grammars;
using Infra.Stacks.Settings.Reading;

namespace Infra.Tests.Settings.Generated;

/// <summary>The table of <c>docs/changing-settings.md</c>: what a change of each setting does to a cluster that runs.</summary>
internal static class ChangesTable
{
    private const string Mark = "<!-- changes of settings: generated from stacks/Settings; UPDATE_SNAPSHOTS=1 renews it -->";

    private static readonly (string Prefix, Type Record)[] Roots =
        [("cluster.", typeof(ClusterSettings)), ("tenants[].", typeof(TenantSettings)), ("host.", typeof(ExistingHost))];

    /// <summary>All settings with their paths; a map that only holds others and is always there is none.</summary>
    public static IEnumerable<(string Path, Setting Setting)> Rows { get; } =
        [.. Roots.SelectMany(root => Below(Shape.Of(root.Record), root.Prefix))];

    /// <summary>The text with the table anew, between its marks.</summary>
    public static string Renew(string text)
    {
        var start = text.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        var end = text.IndexOf("<!-- end -->", start, StringComparison.Ordinal);
        return $"{text[..start]}\n{Table()}{text[end..]}";
    }

    private static string Table() => "| setting | a change of it | what it happens to | can be |\n|---|---|---|---|\n"
        + string.Concat(Rows.Select(row => $"| `{row.Path}` | {Choice.WordOf(row.Setting.Changed!.Effect)} | {row.Setting.Changed.What} | "
            + $"{string.Join(", ", row.Setting.Changed.Dangers.Select(danger => $"`{danger}`"))} |\n"));

    private static IEnumerable<(string Path, Setting Setting)> Below(Shape shape, string prefix) => shape.Settings.SelectMany(setting =>
    {
        var path = prefix + setting.Key;
        var below = setting.Form switch
        {
            Form.Record { Shape: var map } when map.Type != typeof(ExistingHost) => Below(map, $"{path}."),
            Form.List { Item: Form.Record { Shape: var item } } when item.Type != typeof(ExistingHost) => Below(item, $"{path}[]."),
            _ => [],
        };
        var onlyHolds = setting.Form is Form.Record && (setting.IsRequired || setting.Default is not null);
        return onlyHolds ? below : below.Prepend((path, setting));
    });
}
