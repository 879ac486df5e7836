using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Costing;

namespace Infra.Rendering;

/// <summary>
/// The cost in <c>plan.json</c>, and in a comparison. Amounts are decimal texts, per month and net; sums are rounded to hundredths.
/// </summary>
public static class CostDocument
{
    /// <summary>The member; null: nothing has a price.</summary>
    public static JsonObject? Of(PlanCost? cost) => cost is null ? null : new JsonObject
    {
        ["currency"] = cost.Prices.List.Currency,
        ["vat"] = "net",
        ["per"] = "month",
        ["date"] = cost.Prices.List.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["total"] = Sum(cost.Total),
        ["shared"] = Part(cost.Shared),
        ["tenants"] = new JsonArray([.. cost.Tenants.Select(tenant => Tenant(tenant.Name, tenant.Cost))]),
        ["missing"] = new JsonArray([.. cost.Total.Missing.Select(charge => (JsonNode)$"{charge}")]),
        ["alternatives"] = new JsonArray([.. cost.Alternatives.Select(other => new JsonObject
        {
            ["name"] = other.Name,
            ["net"] = other.More is { } more ? CostText.Amount(cost.Total.Net + more) : null,
            ["more"] = other.More is { } difference ? CostText.Amount(difference) : null,
            ["missing"] = other.Missing?.ToString(),
        })]),
    };

    /// <summary>What a change makes of it; null: nothing has a price.</summary>
    public static JsonObject? Of(CostChange? change) => change is null ? null : new JsonObject
    {
        ["currency"] = change.Currency,
        ["before"] = CostText.Amount(change.Before.Net),
        ["after"] = CostText.Amount(change.After.Net),
        ["isComplete"] = change.Missing.IsEmpty,
        ["missing"] = new JsonArray([.. change.Missing.Select(charge => (JsonNode)$"{charge}")]),
        ["parts"] = new JsonArray([.. change.Parts.Select(part => new JsonObject
        {
            ["tenant"] = part.Tenant,
            ["before"] = CostText.Amount(part.Before.Net),
            ["after"] = CostText.Amount(part.After.Net),
        })]),
    };

    private static JsonObject Tenant(string name, CostSum cost)
    {
        var part = Part(cost);
        part.Insert(0, "name", name);
        return part;
    }

    private static JsonObject Part(CostSum cost)
    {
        var part = Sum(cost);
        part["lines"] = new JsonArray([.. cost.Lines.Select(line => new JsonObject
        {
            ["resource"] = line.Resource.Urn,
            ["charge"] = line.Charge.ToString(),
            ["net"] = line.Price?.Net.ToString(CultureInfo.InvariantCulture),
            ["read"] = line.Price?.Source.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        })]);
        return part;
    }

    private static JsonObject Sum(CostSum cost) => new()
    {
        ["net"] = CostText.Amount(cost.Net),
        ["isComplete"] = cost.Missing.IsEmpty,
        ["trafficTb"] = cost.TrafficTb?.ToString("0.##", CultureInfo.InvariantCulture),
    };
}
