using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Comparing;
using Infra.Components.Grammars;
using Infra.Planning;
using Infra.Stacks.Providers;
using Infra.Tests.Settings;
using Infra.Tests.Settings.Generated;
using Xunit;

namespace Infra.Tests.Planning;

/// <summary>What settings declare that a change of theirs does, compared with what the program registers.</summary>
public sealed partial class DeclaredChangesTests
{
    private static readonly Dictionary<string, Lazy<Plan>> Before = Bases.All.ToDictionary(
        pair => pair.Key, pair => new Lazy<Plan>(() => Comparing.Change.Plan(pair.Value())), StringComparer.Ordinal);

    public static TheoryData<string> Paths => [.. ChangesTable.Rows.Select(row => row.Path)];

    [Fact]
    public void Every_setting_declares_what_a_change_of_it_does() =>
        Assert.Empty(ChangesTable.Rows.Where(row => row.Setting.Changed is null).Select(row => row.Path));

    [Fact]
    public void Every_setting_has_a_change_that_is_tried_here() =>
        Assert.Equal(ChangesTable.Rows.Select(row => row.Path).Order(), SettingChanges.All.Keys.Order());

    [Theory, MemberData(nameof(Paths))]
    public void A_change_does_what_the_setting_declares(string path)
    {
        var declared = ChangesTable.Rows.Single(row => row.Path == path).Setting.Changed!.Effect;
        var (start, place, value) = SettingChanges.All[path];
        var changed = place.Length == 0 ? JsonNode.Parse(value)!.AsObject() : Bases.All[start]().With(place, value);
        var comparison = PlanComparer.Compare(Before[start].Value, Comparing.Change.Plan(changed));

        var seen = Seen(comparison);

        ChangeEffect[] expected = declared switch
        {
            // Who notices that routers or controllers take a while isn't in the plans.
            ChangeEffect.Interrupted => [ChangeEffect.Applied, ChangeEffect.Restarted, ChangeEffect.Interrupted],
            ChangeEffect.Refused => [.. Enum.GetValues<ChangeEffect>()],
            _ => [declared],
        };
        Assert.Contains(seen, expected);
    }

    /// <summary>The worst that a comparison knows of.</summary>
    private static ChangeEffect Seen(PlanComparison comparison)
    {
        if (comparison.IsEmpty) return ChangeEffect.Nothing;
        if (comparison.Changes.Any(Replaces)) return ChangeEffect.Replaced;
        if (comparison.Changes.Any(PowersOff) || comparison.Changes.Any(IsController)) return ChangeEffect.Interrupted;
        return comparison.Changes.Any(RestartsK3s) ? ChangeEffect.Restarted : ChangeEffect.Applied;
    }

    // A machine, its place in the cluster, a namespace with what is in it, an address that the world knows, a controller.
    private static bool Replaces(ResourceChange change) =>
        (change.Goes && (IsMachine(change.Resource) || IsRelease(change.Resource) || IsNode(change)
            || change.Resource.Text("kind") == "Namespace"))
        || (change.Kind == ChangeKind.Changed && change.Resource.Text("kind") == "IPAddressPool");

    private static bool IsMachine(PlannedResource resource) =>
        NodeProviders.All.Any(provider => provider.MachineTypes.Contains(resource.Type));

    private static bool IsRelease(PlannedResource resource) => resource.Type == PlanQueries.Release;

    // The node's place in the cluster, and K3s on another machine; on the same one, its installation is only run again.
    private static bool IsNode(ResourceChange change) => change.Resource.Type == PlanQueries.Command
        && (change.Resource.Name.EndsWith("-membership", StringComparison.Ordinal)
            || (change.Resource.Name.EndsWith("-k3s", StringComparison.Ordinal) && Machine(change.Before) != Machine(change.After)));

    private static string? Machine(PlannedResource? command) =>
        (command?.Readable["triggers"] as JsonArray)?.FirstOrDefault()?.GetValue<string>();

    private static bool PowersOff(ResourceChange change) => change.Kind == ChangeKind.Changed && IsMachine(change.Resource)
        && change.Properties.Any(property => NodeProviders.All.Any(provider => provider.PowerInputs.Contains(property.Path.Steps[0])));

    // A tenant's: its one pod ends before the next begins.
    private static bool IsController(ResourceChange change) => change.Kind == ChangeKind.Changed && IsRelease(change.Resource)
        && change.Resource.Name.EndsWith("-ingress", StringComparison.Ordinal);

    // As install-k3s.sh decides.
    private static bool RestartsK3s(ResourceChange change) =>
        change is { Before: { } before, After: { } after, Resource.Type: PlanQueries.Command }
        && change.Resource.Name.EndsWith("-k3s", StringComparison.Ordinal) && Fingerprint(before) != Fingerprint(after);

    private static string Fingerprint(PlannedResource command)
    {
        var line = command.Readable["create"]!.GetValue<string>();
        var configuration = command.Readable["stdin"]!.GetValue<string>();
        // How a member of etcd joined matters no more.
        if (HowItJoins().Count(configuration) > 0 && line.Contains("ROLE='server'", StringComparison.Ordinal))
            configuration = HowItJoins().Replace(configuration, "etcd: true");
        return string.Join('\n', Parameters().Matches(line).Select(match => match.Value).Append(configuration));
    }

    [GeneratedRegex("^(server|cluster-init):.*$", RegexOptions.Multiline)]
    private static partial Regex HowItJoins();

    [GeneratedRegex("(VERSION|NODE_ADDRESS)='[^']*'")]
    private static partial Regex Parameters();
}
