using Infra.Rendering;
using Xunit;

namespace Infra.Tests.Comparing.Told;

/// <summary>Of each change: which dangers there are and no others, who is affected, and what happens.</summary>
public sealed class ToldChangeTests
{
    private static readonly Dictionary<string, ToldChange> All =
        new[] { NetworkChanges.All, MachineChanges.All, PeopleChanges.All, TenantChanges.All }
            .SelectMany(changes => changes).ToDictionary(change => change.Name);

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_change_is_told_with_its_dangers_and_whom_it_affects(string name)
    {
        var change = All[name];
        var comparison = change.Compare();
        Assert.Equal(
            change.Kinds, string.Join(' ', comparison.Changes.Select(one => $"{one.Kind}".ToLowerInvariant()).Distinct().Order()));
        Assert.Equal<string>(
            change.Dangers, comparison.Dangers.Select(danger => danger.Rule.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal<string>(change.Told,
        [
            .. ComparisonText.Affected(comparison),
            .. comparison.Ignored.Select(wish => $"ignored: {wish.Resource.Name} {wish.Input}"),
        ]);
        // Made-up addresses aren't told as facts.
        Assert.DoesNotMatch(@"\b(24[0-9]|25[0-5])(\.[0-9]{1,3}){3}\b", ComparisonDocument.Render(Change.Report(comparison)));
    }
}
