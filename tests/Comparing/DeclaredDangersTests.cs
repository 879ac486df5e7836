using System.Text.Json.Nodes;
using Infra.Comparing;
using Infra.Comparing.Dangers;
using Infra.Components.Grammars;
using Infra.Planning;
using Infra.Tests.Planning;
using Infra.Tests.Settings;
using Infra.Tests.Settings.Generated;
using Xunit;

namespace Infra.Tests.Comparing;

/// <summary>What settings declare to be dangerous about a change of theirs, compared with what is found.</summary>
public sealed class DeclaredDangersTests
{
    private static readonly Dictionary<string, Lazy<Plan>> Before = Bases.All.ToDictionary(
        pair => pair.Key, pair => new Lazy<Plan>(() => Change.Plan(pair.Value())), StringComparer.Ordinal);

    public static TheoryData<string> Paths => [.. ChangesTable.Rows.Select(row => row.Path)];

    [Fact]
    public void What_is_declared_is_known() => Assert.Subset(
        DangerList.All.Select(rule => rule.Name).ToHashSet(),
        ChangesTable.Rows.SelectMany(row => row.Setting.Changed!.Dangers).ToHashSet());

    [Fact]
    public void Every_danger_is_declared_by_a_setting() => Assert.Equal(
        DangerList.All.Select(rule => rule.Name).Order(),
        ChangesTable.Rows.SelectMany(row => row.Setting.Changed!.Dangers).Distinct().Order());

    [Theory, MemberData(nameof(Paths))]
    public void A_change_is_as_dangerous_as_its_effect(string path)
    {
        var declared = ChangesTable.Rows.Single(row => row.Path == path).Setting.Changed!;
        var (start, place, value) = SettingChanges.All[path];
        var changed = place.Length == 0 ? JsonNode.Parse(value)!.AsObject() : Bases.All[start]().With(place, value);
        var found = PlanComparer.Compare(Before[start].Value, Change.Plan(changed)).Dangers.Select(danger => danger.Rule.Name).ToHashSet();

        // Another provider comes with other settings.
        if (place.Length > 0)
            Assert.Subset(declared.Dangers.ToHashSet(), found);
        // Whoever isn't served, or loses something, reads it first.
        if (declared.Effect is ChangeEffect.Interrupted or ChangeEffect.Replaced or ChangeEffect.Refused)
            Assert.NotEmpty(found);
        else
            Assert.DoesNotContain(ChangeDanger.Outage, found);
    }
}
