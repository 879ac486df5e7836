using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Costing;
using Infra.Planning;
using Infra.Rendering;
using Infra.Reporting;
using Infra.Stacks.Providers.HCloud;
using Infra.Stacks.Providers.Pricing;
using Infra.Tests.Planning;
using Infra.Tests.Settings;
using Infra.Timing;
using Xunit;

namespace Infra.Tests.Costing;

public sealed class PlanCostTests
{
    private static readonly string[] Charged = [HCloudTypes.Server, HCloudTypes.PrimaryIp, HCloudTypes.FloatingIp];

    [Theory, EveryStack]
    public void Every_server_and_address_is_charged_once_to_whom_it_belongs(PlannedStack stack)
    {
        var cost = PlanCost.Of(stack.Plan);
        Assert.Equal(
            stack.Plan.Resources.Where(resource => Charged.Contains(resource.Type)).Select(resource => resource.Urn).Order(),
            (cost?.Total.Lines ?? []).Select(line => line.Resource.Urn).Order());
        if (cost is null) return;
        Assert.All(cost.Shared.Lines, line => Assert.StartsWith("control-plane-", line.Resource.Name, StringComparison.Ordinal));
        Assert.Equal(stack.Plan.Tenants.Select(tenant => tenant.Name), cost.Tenants.Select(tenant => tenant.Name));
        Assert.All(cost.Tenants, tenant => Assert.Equal(
            stack.Plan.Family(tenant.Name).Where(resource => Charged.Contains(resource.Type)).Select(resource => resource.Urn).Order(),
            tenant.Cost.Lines.Select(line => line.Resource.Urn).Order()));
    }

    [Theory, EveryStack]
    public void The_parts_add_up_to_the_whole(PlannedStack stack)
    {
        if (PlanCost.Of(stack.Plan) is not { } cost) return;
        Assert.Equal(cost.Total.Net, cost.Shared.Net + cost.Tenants.Sum(tenant => tenant.Cost.Net));
        Assert.All([cost.Shared, .. cost.Tenants.Select(tenant => tenant.Cost)], part => Assert.Equal(
            part.Net, part.Of(PriceKind.Server).Net + part.Of(PriceKind.Address, PriceKind.FloatingAddress).Net));
    }

    [Fact]
    public void A_tenant_of_dev_costs_a_server_and_an_address()
    {
        var cost = PlanCost.Of(PlannedStack.Dev.Plan)!;
        // cpx12 11.49, cpx22 19.49, ipv4 0.50.
        Assert.All(cost.Tenants, tenant => Assert.Equal((11.99m, 20m), (tenant.Cost.Net, tenant.Cost.TrafficTb)));
        Assert.Equal(19.99m, cost.Shared.Net);
        Assert.Equal(43.97m, cost.Total.Net);
        Assert.Equal(60m, cost.Total.TrafficTb);
    }

    [Fact]
    public void The_alternatives_are_computed_by_the_same_list()
    {
        var alternatives = PlanCost.Of(PlannedStack.Dev.Plan)!.Alternatives;
        // A second control plane; two lb11 at 7.49.
        Assert.Equal([19.99m, 14.98m], alternatives.Select(other => other.More));
        Assert.Equal(["cluster-per-tenant", "load-balancer-per-tenant"], alternatives.Select(other => other.Name));
    }

    [Theory]
    [InlineData("tenants[0].serverType", "\"cpx99\"", "server cpx99 in nbg1")]
    [InlineData("cluster.location", "\"ash\"", "server cpx12 in ash")]
    public async Task What_the_list_lacks_is_named_and_not_guessed(string path, string value, string missing)
    {
        var plan = await Planner.PlanAsync("infra", "lacking", SettingsText.Hcloud().With(path, value).Load());
        var cost = PlanCost.Of(plan)!;
        Assert.Contains(missing, cost.Total.Missing.Select(charge => $"{charge}"));
        Assert.Contains(CostText.Lines(cost), line => line.Contains(missing, StringComparison.Ordinal));
        var member = CostDocument.Of(cost)!;
        Assert.False(member["total"]!["isComplete"]!.GetValue<bool>());
        Assert.Contains(missing, member["missing"]!.AsArray().Select(text => text!.GetValue<string>()));
    }

    [Fact]
    public async Task An_alternative_of_which_something_has_no_price_has_no_number()
    {
        var plan = await Planner.PlanAsync("infra", "far", SettingsText.Hcloud().With("cluster.location", "\"ash\"").Load());
        var cost = PlanCost.Of(plan)!;
        Assert.Equal(
            [(null, "server cpx22 in ash"), ((decimal?)null, "load balancer lb11 in ash")],
            cost.Alternatives.Select(other => (other.More, $"{other.Missing}")));
        Assert.DoesNotContain(CostText.Lines(cost), line => line.Contains("more", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/cost.md")]
    [InlineData("docs/questions.md")]
    public void The_documents_have_the_alternatives_numbers_from_the_plan_of_prod(string document)
    {
        var text = File.ReadAllText(Path.Combine(SharedFolder.Checkout, document));
        var cost = PlanCost.Of(PlannedStack.Get("prod").Plan)!;
        Assert.Empty(cost.Total.Missing);
        Assert.All(
            cost.Alternatives.Select(other => cost.Total.Net + other.More!.Value).Prepend(cost.Total.Net),
            net => Assert.Matches($"[^0-9.]{Regex.Escape(CostText.Amount(net))}[^0-9+]", text));
    }

    [Fact]
    public void Machines_that_exist_have_no_price()
    {
        var cost = PlanCost.Of(PlannedStack.Get("ssh").Plan);
        Assert.Null(cost);
        Assert.Null(CostDocument.Of(cost));
        Assert.Contains("there already", Assert.Single(CostText.Lines(cost)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_says_whose_cost_is_another()
    {
        var before = PlannedStack.Dev.Plan;
        var bigger = before.Resources.Select(resource => resource.Type == HCloudTypes.Server && resource.Name == "tenant-b-node"
            ? resource with { Inputs = With(resource.Inputs, "serverType", "cpx22") }
            : resource);
        var change = CostChange.Of(before, before with { Resources = [.. bigger] })!;
        Assert.Equal([("tenant-b", 11.99m, 19.99m)], Parts(change));
        Assert.Equal((43.97m, 51.97m), (change.Before.Net, change.After.Net));
        Assert.Empty(change.Missing);
        Assert.Empty(Parts(CostChange.Of(before, before)!));
    }

    [Fact]
    public void A_tenant_that_comes_or_goes_is_the_whole_of_its_cost()
    {
        var plan = PlannedStack.Dev.Plan;
        var gone = plan.Family("tenant-b").Select(resource => resource.Urn).ToHashSet();
        var without = plan with
        {
            Resources = [.. plan.Resources.Where(resource => !gone.Contains(resource.Urn))],
            Tenants = [.. plan.Tenants.Where(tenant => tenant.Name != "tenant-b")],
        };
        Assert.Equal([("tenant-b", 11.99m, 0m)], Parts(CostChange.Of(plan, without)!));
        Assert.Equal([("tenant-b", 0m, 11.99m)], Parts(CostChange.Of(without, plan)!));
    }

    [Theory, EveryStack]
    public void The_documents_amounts_are_decimal_texts(PlannedStack stack)
    {
        if (JsonNode.Parse(PlanFiles.Render(stack.Plan)[PlanFiles.PlanJson])!["cost"] is not { } cost) return;
        Assert.All(
            [cost["total"]!, cost["shared"]!, .. cost["tenants"]!.AsArray().Select(tenant => tenant!)],
            part => Assert.Matches(@"\A[0-9]+\.[0-9]{2}\z", part["net"]!.GetValue<string>()));
        Assert.Equal("EUR", cost["currency"]!.GetValue<string>());
        Assert.True(DateOnly.TryParseExact(cost["date"]!.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out _));
    }

    [Fact]
    public async Task Where_the_list_lacks_a_price_summary_report_and_change_name_it_and_call_the_sums_incomplete()
    {
        var settings = SettingsText.Hcloud().With("cluster.location", "\"ash\"").With("cluster.controlPlane.serverType", "\"cpx21\"");
        var before = await PlanAsync(settings.With("tenants[0].serverType", "\"cpx11\"").With("tenants[1].serverType", "\"cpx21\""));
        var after = await PlanAsync(settings.With("tenants[0].serverType", "\"cpx99\""));
        string[] told =
        [
            string.Join('\n', CostText.Lines(PlanCost.Of(before))),
            Report.Render(before, [], [CostPage.Of(before, StepTimes.Default)]),
            CostText.Line(CostChange.Of(before, after)!),
        ];
        Assert.All(told, text =>
        {
            Assert.Contains("server cpx11 in ash", text, StringComparison.Ordinal);
            Assert.Contains("sums with a ? are incomplete", text, StringComparison.Ordinal);
        });
        // cpx21 31.99 twice, three addresses at 0.50; what the first tenant's server costs isn't known, before and after.
        Assert.Contains("65.48 + ?", told[1], StringComparison.Ordinal);
        Assert.Contains("65.48 + ? → 65.48 + ? (tenant-a 0.50 + ? → 0.50 + ?)", told[2], StringComparison.Ordinal);
    }

    private static IEnumerable<(string?, decimal, decimal)> Parts(CostChange change) =>
        change.Parts.Select(part => (part.Tenant, part.Before.Net, part.After.Net));

    private static Task<Plan> PlanAsync(JsonObject settings) => Planner.PlanAsync("infra", "main", settings.Load());

    private static JsonObject With(JsonObject inputs, string name, string value)
    {
        var copy = inputs.DeepClone().AsObject();
        copy[name] = value;
        return copy;
    }
}
