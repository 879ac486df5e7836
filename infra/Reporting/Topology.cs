using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Infra.Checks;
using Infra.Planning;
using static Infra.Reporting.Html;

namespace Infra.Reporting;

/// <summary>
/// The cluster as a drawing: the world and the servers above, below them a tile for each tenant, with its address, node, ingress controller
/// and namespaces. It is laid out once for each number of columns, and the screen's width decides which is seen. All coordinates are
/// pixels in whole numbers.
/// </summary>
/// <param name="inventory">Whose things are which.</param>
/// <param name="reaches">Who may reach whom.</param>
internal sealed class Topology(Inventory inventory, ImmutableArray<Reach> reaches)
{
    private const int ColumnWidth = 320;
    private const int TileLeft = 28;
    private const int TileWidth = 264;
    private const int Line = 22;
    private const int Gap = 16;
    private const int WorldHeight = 36;

    /// <summary>More tenants than this get tiles of their names and addresses alone.</summary>
    private const int Detailed = 24;

    /// <summary>More namespaces than this are counted.</summary>
    private const int Namespaces = 3;

    /// <summary>Characters in a tile's width, and in a box inside it, of a font of 13 pixels.</summary>
    private const int Characters = 30;

    /// <summary>The width of two characters of the monospaced font, of 12 pixels.</summary>
    private const int MonospacePairWidth = 15;

    /// <summary>More sources that reach the control plane than this stand in the tables alone.</summary>
    private const int Sources = 4;

    private static readonly ImmutableArray<string>[] Widths =
    [
        ["narrow middle wide"],
        ["narrow", "middle wide"],
        ["narrow", "middle", "wide"],
    ];

    private readonly Plan _plan = inventory.Plan;

    private bool IsDetailed => _plan.Tenants.Length <= Detailed;

    private int MostNamespaces => Math.Min(
        Namespaces, _plan.Tenants.Select(tenant => inventory.NamespacesOf(tenant).Count()).DefaultIfEmpty(1).Max());

    private int TileHeight => IsDetailed ? 150 + (MostNamespaces * Line) : 60;

    /// <summary>The drawing, with what it says in words.</summary>
    public XElement Draw()
    {
        var columns = Math.Clamp(_plan.Tenants.Length, 1, Widths.Length);
        return Tag(
            "figure",
            Class("topology"),
            Widths[columns - 1].Select((widths, index) => Drawing(widths, index + 1)),
            Tag("figcaption", Legend()));
    }

    private string Legend() => "Solid: traffic to each tenant's own address. Thick: "
        + (reaches.Any(reach => !reach.Nodes.IsEmpty)
            ? "a firewall, with the ports that it opens to anybody"
            : "the node's own firewall, as there is none of a provider's; its rules stand under \"Who may reach whom\"")
        + ". Dashed: between the control plane and its nodes. No line leads from a tenant to another. The tables say the same in words.";

    private XElement Drawing(string widths, int columns)
    {
        var rows = (_plan.Tenants.Length + columns - 1) / columns;
        var serverLines = ServerLines().ToList();
        var serversHeight = 34 + (serverLines.Count * Line);
        var tilesTop = WorldHeight + Gap + serversHeight + (2 * Gap);
        var (width, height) = (columns * ColumnWidth, tilesTop + (rows * (TileHeight + Gap)));
        return Tag(
            "svg",
            Class(widths),
            Has("viewBox", Invariant($"0 0 {width} {height}")),
            Number("width", width),
            Number("height", height),
            Has("role", "img"),
            Has("aria-label", Description()),
            Enumerable.Range(0, columns).SelectMany(column => Trunks(column, columns, rows, tilesTop)),
            Box("world", 1, 1, width - 2, WorldHeight - 2, 6),
            Words("strong", 12, 23, "Internet", int.MaxValue),
            Servers(serverLines, width, serversHeight),
            _plan.Tenants.Select((tenant, index) => Tile(
                tenant, (index % columns * ColumnWidth) + TileLeft, tilesTop + (index / columns * (TileHeight + Gap)))));
    }

    private string Description() => Invariant($"The control plane of {_plan.Servers.Length}, and below it {_plan.Tenants.Length} tenants, ")
        + "each reached from the Internet at its own address on its own node, and none from another. The tables below name them.";

    /// <summary>A column's two lines from above, with a branch to each tile.</summary>
    private IEnumerable<XElement> Trunks(int column, int columns, int rows, int tilesTop)
    {
        var tiles = Enumerable.Range(0, rows).Where(row => (row * columns) + column < _plan.Tenants.Length).ToList();
        if (tiles.Count == 0)
            yield break;
        var left = column * ColumnWidth;
        var (traffic, control) = (left + 12, left + ColumnWidth - 12);
        var last = Middle(tiles[^1]);
        yield return Stroke("traffic", $"M{traffic} {WorldHeight - 1}V{last}");
        yield return Stroke("control", $"M{control} {tilesTop - (2 * Gap)}V{last}");
        foreach (var middle in tiles.Select(Middle))
        {
            yield return Stroke("traffic", $"M{traffic} {middle}H{left + TileLeft - 4}m-5 -4l5 4l-5 4");
            yield return Stroke("control", $"M{control} {middle}H{left + TileLeft + TileWidth}");
        }

        int Middle(int row) => tilesTop + (row * (TileHeight + Gap)) + (IsDetailed ? 52 : TileHeight / 2);
    }

    /// <summary>The servers, and who reaches them.</summary>
    private IEnumerable<string> ServerLines()
    {
        foreach (var server in _plan.Servers)
            yield return $"{server.Address} {server.Name}{(server.IsEntry && _plan.Servers.Length > 1 ? " entry" : "")}";
        var rules = reaches.Where(reach => reach.Nodes.Any(node => inventory.OwnerOf(node) is null));
        foreach (var source in rules.GroupBy(reach => string.Join(", ", reach.From), StringComparer.Ordinal).Take(Sources))
            yield return $"{string.Join(", ", source.Select(Port))} from {source.Key}";
    }

    private static XElement Servers(List<string> lines, int width, int height)
    {
        const int Top = WorldHeight + Gap;
        return Tag(
            "g",
            Box("shared", TileLeft, Top, width - (2 * TileLeft) + 20, height, 6),
            Words("strong", TileLeft + 12, Top + 23, "Control plane", int.MaxValue),
            Stroke("wall", $"M{TileLeft} {Top + 6}V{Top + height - 6}"),
            lines.Select((line, index) => Words(
                "mono", TileLeft + 12, Top + 45 + (index * Line), line, (width - (2 * TileLeft)) * 2 / MonospacePairWidth)));
    }

    private XElement Tile(PlannedTenant tenant, int x, int y)
    {
        var namespaces = inventory.NamespacesOf(tenant).ToList();
        if (!IsDetailed)
        {
            return Tag(
                "g",
                Box("tenant", x, y, TileWidth, TileHeight, 6),
                Stroke("wall", $"M{x} {y + 6}V{y + TileHeight - 6}"),
                Words("strong", x + 12, y + 24, tenant.Name, Characters - 10),
                Words("small end", x + TileWidth - 12, y + 24, tenant.Ingress, Characters),
                Words("mono", x + 12, y + 46, tenant.Address, Characters));
        }

        var shown = namespaces.Count > Namespaces
            ? namespaces.Take(Namespaces - 1).Append(Invariant($"and {namespaces.Count - Namespaces + 1} more namespaces"))
            : namespaces;
        return Tag(
            "g",
            Box("tenant", x, y, TileWidth, TileHeight, 6),
            Words("strong", x + 12, y + 24, tenant.Name, Characters),
            Box("part", x + 12, y + 36, TileWidth - 24, 32, 4),
            Stroke("wall", $"M{x + 12} {y + 38}V{y + 66}"),
            Words("mono", x + 22, y + 57, tenant.Address, Characters - 8),
            Words("small end", x + TileWidth - 20, y + 57, OpenPorts(tenant), Characters),
            Box("part", x + 12, y + 78, TileWidth - 24, TileHeight - 90, 4),
            Words("small", x + 22, y + 97, $"node {tenant.Node}", Characters),
            Words("small", x + 22, y + 97 + Line, $"ingress controller {tenant.Ingress}", Characters),
            Stroke("rule", $"M{x + 22} {y + 107 + Line}H{x + TileWidth - 22}"),
            shown.Select((name, index) => Words("mono", x + 22, y + 126 + Line + (index * Line), name, Characters - 1)));
    }

    /// <summary>The ports of its node that the provider's firewall opens to anybody; empty: there is no such firewall.</summary>
    private string OpenPorts(PlannedTenant tenant) => string.Join(", ", reaches
        .Where(reach => reach.FromAnywhere && reach.Nodes.Any(node => inventory.OwnerOf(node) == tenant))
        .Select(Port)
        .Distinct());

    /// <summary>A rule's port without its protocol, or the protocol that has no ports.</summary>
    private static string Port(Reach reach) => reach.Ports[(reach.Ports.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    private static XElement Box(string names, int x, int y, int width, int height, int radius) => Tag(
        "rect", Class(names), Number("x", x), Number("y", y), Number("width", width), Number("height", height), Number("rx", radius));

    private static XElement Stroke(string names, FormattableString path) => Tag("path", Class(names), Has("d", Invariant(path)));

    private static XElement Words(string names, int x, int y, string text, int most) => Tag(
        "text", Class(names), Number("x", x), Number("y", y), text.Length > most ? $"{text[..(most - 1)]}…" : text);

    private static XAttribute Number(string name, int value) => Has(name, value.ToString(CultureInfo.InvariantCulture));

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
