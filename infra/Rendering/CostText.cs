using System.Globalization;
using Infra.Costing;
using Infra.Stacks.Providers.Pricing;
using Spectre.Console;

namespace Infra.Rendering;

/// <summary>What a plan costs, for people. Amounts are rounded here, once.</summary>
public static class CostText
{
    /// <summary>The part that is no tenant's.</summary>
    public const string Shared = "shared";

    private const string NothingHasAPrice = "Cost: the machines are there already, so no price of theirs is known here.";

    /// <summary>An amount, rounded to hundredths.</summary>
    public static string Amount(decimal net) => net.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A sum, rounded to hundredths; a question mark stands for what the list lacks.</summary>
    public static string Amount(CostSum sum) => sum switch
    {
        { Missing.IsEmpty: true } => Amount(sum.Net),
        _ when sum.Lines.All(line => line.Price is null) => "?",
        _ => $"{Amount(sum.Net)} + ?",
    };

    /// <summary>Traffic that is included, in TB; a question mark where the list doesn't say it.</summary>
    public static string Traffic(CostSum sum) => sum.TrafficTb?.ToString("0.##", CultureInfo.InvariantCulture) ?? "?";

    /// <summary>The parts of the cost; null: nothing has a price.</summary>
    public static Table? Table(PlanCost? cost)
    {
        if (cost is null)
            return null;
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn($"{cost.Prices.List.Currency} per month, net");
        foreach (var column in new[] { "Servers", "Addresses", "Together", "Traffic TB" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var (name, part) in cost.Tenants)
            Add(table, name, part);
        Add(table, Shared, cost.Shared);
        Add(table, "all", cost.Total);
        return table;
    }

    /// <summary>What must be known of the table, a sentence each.</summary>
    public static IEnumerable<string> Lines(PlanCost? cost)
    {
        if (cost is null)
        {
            yield return NothingHasAPrice;
            yield break;
        }

        if (!cost.Total.Missing.IsEmpty)
            yield return Lacks(cost.Total.Missing);
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Prices of {cost.Prices.List.Date:yyyy-MM-dd} and later ('./build.sh prices'); traffic is what is included.");
        foreach (var other in cost.Alternatives)
            yield return $"By the same list, {Line(cost, other)}.";
    }

    /// <summary>What a change makes of the cost, in one sentence.</summary>
    public static string Line(CostChange change)
    {
        var parts = string.Join(", ", change.Parts.Select(part => $"{part.Tenant ?? Shared} {FromTo(part.Before, part.After)}"));
        var lacks = change.Missing.IsEmpty ? "" : $" {Lacks(change.Missing)}";
        return change.Parts.IsEmpty
            ? $"It costs {Amount(change.After)} {change.Currency} per month, net, as before.{lacks}"
            : $"Cost in {change.Currency} per month, net: {FromTo(change.Before, change.After)} ({parts}).{lacks}";
    }

    private static string Lacks(IEnumerable<Charge> missing) =>
        $"No price for {string.Join(", ", missing)}: sums with a ? are incomplete.";

    private static string FromTo(CostSum before, CostSum after) => $"{Amount(before)} → {Amount(after)}";

    private static string Line(PlanCost cost, Alternative other) => other.More is { } more
        ? $"{other.Title} costs {Amount(cost.Total.Net + more)}{(cost.Total.Missing.IsEmpty ? "" : " + ?")}, {Amount(more)} more"
        : $"{other.Title} has no price, as there is none for {other.Missing}";

    private static void Add(Table table, string name, CostSum part) => table.AddRow(
        Markup.Escape(name),
        Amount(part.Of(PriceKind.Server)),
        Amount(part.Of(PriceKind.Address, PriceKind.FloatingAddress)),
        Amount(part),
        Traffic(part));
}
