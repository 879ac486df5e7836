using System.Collections.Immutable;
using System.Xml.Linq;
using Infra.Costing;
using Infra.Planning;
using Infra.Rendering;
using Infra.Stacks.Providers.Pricing;
using Infra.Timing;
using static Infra.Reporting.Html;

namespace Infra.Reporting;

/// <summary>What a plan costs per month, and how long its deployment takes.</summary>
internal static class CostPage
{
    private static readonly string[] Columns = ["For", "#Servers", "#Addresses", "#Together", "#Traffic TB"];

    /// <summary>The page, and each tenant's part.</summary>
    public static ReportPart Of(Plan plan, StepTimes times)
    {
        var cost = PlanCost.Of(plan);
        return new ReportPart("cost", "Cost and time", [.. Content(cost), Time(plan, times)])
        {
            Lead = cost is null ? null : $"{CostText.Amount(cost.Total)} {cost.Prices.List.Currency} per month, net.",
            ByTenant = cost is null ? ImmutableDictionary<string, ImmutableArray<XElement>>.Empty : cost.Tenants.ToImmutableDictionary(
                tenant => tenant.Name,
                tenant => ImmutableArray.Create(Table(cost, $"Cost of {tenant.Name}", [Row(tenant.Name, tenant.Cost)]))),
        };
    }

    private static IEnumerable<XElement> Content(PlanCost? cost)
    {
        if (cost is not null)
        {
            yield return Table(cost, "Cost of each part",
            [
                .. cost.Tenants.Select(tenant => Row(tenant.Name, tenant.Cost)),
                Row(CostText.Shared, cost.Shared),
                Row("all", cost.Total),
            ]);
        }

        foreach (var line in CostText.Lines(cost))
            yield return Tag("p", line);
    }

    private static XElement Time(Plan plan, StepTimes times) => TimeList.Of("A first deployment", DeploymentTime.OfFirst(plan, times));

    private static XElement Table(PlanCost cost, string caption, IEnumerable<object?[]> rows) =>
        ReportTable.Of($"{caption}, {cost.Prices.List.Currency} per month, net", Columns, rows);

    private static object?[] Row(string name, CostSum part) =>
    [
        name,
        CostText.Amount(part.Of(PriceKind.Server)),
        CostText.Amount(part.Of(PriceKind.Address, PriceKind.FloatingAddress)),
        CostText.Amount(part),
        CostText.Traffic(part),
    ];
}
