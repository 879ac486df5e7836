using System.Globalization;
using Infra.Planning;
using Infra.Rendering;
using Xunit;

namespace Infra.Tests.Planning;

public sealed class DeterminismTests
{
    [Theory, EveryStack]
    public async Task The_same_settings_give_the_same_bytes_in_any_culture_and_time_zone(PlannedStack stack)
    {
        var expected = PlanFiles.Render(stack.Plan);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Peculiar();
            var again = await Planner.PlanAsync("infra", stack.Plan.Stack, stack.Settings);
            Assert.Equal(expected.AsEnumerable(), PlanFiles.Render(again));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public async Task Plans_made_at_the_same_time_do_not_disturb_each_other()
    {
        string[] labels = ["dev", "prod", "public-3", "ssh", "dev", "dual-stack", "dev", "floating"];
        var plans = await Task.WhenAll(labels.Select(label => Task.Run(() =>
            Planner.PlanAsync("infra", label, PlannedStack.Get(label).Settings))));
        Assert.All(labels.Zip(plans), pair =>
            Assert.Equal(PlanFiles.Render(PlannedStack.Get(pair.First).Plan).AsEnumerable(), PlanFiles.Render(pair.Second)));
    }

    [Fact]
    public async Task Two_processes_in_different_places_write_the_same_bytes()
    {
        using var workplace = new Workplace();
        // Each process hashes texts in its own way, so that an order taken from a hash table would differ.
        Assert.Equal(0, (await workplace.RunAsync(["plan", "prod", "--out", "one"], ("LANG", "tr_TR.UTF-8"), ("TZ", "Asia/Tokyo"))).Status);
        Assert.Equal(0, (await workplace.RunAsync(["plan", "prod", "--out", "two"], ("LANG", "C"), ("TZ", "America/New_York"))).Status);
        var expected = PlanFiles.Render(PlannedStack.Get("prod").Plan);
        Assert.Equal(expected.AsEnumerable(), workplace.Files("one"));
        Assert.Equal(expected.AsEnumerable(), workplace.Files("two"));
    }

    /// <summary>A culture that writes numbers, dates and lists unlike any other.</summary>
    private static CultureInfo Peculiar()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "−";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.PositiveSign = "＋";
        culture.DateTimeFormat.DateSeparator = "#";
        culture.TextInfo.ListSeparator = "|";
        return culture;
    }
}
