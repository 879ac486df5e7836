using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using Infra.Planning;

namespace Infra.Comparing.Dangers.Access;

/// <summary>Address ranges from which servers aren't reached any more, by the sets of their firewall.</summary>
internal static partial class Ranges
{
    private const string Administrators = "administrators";
    private const string Clients = "api_clients";

    public static IEnumerable<Found> In(PlanComparison comparison)
    {
        var change = comparison.OfType(PlanQueries.Command).FirstOrDefault(change =>
            change is { Before: not null, After: not null }
            && comparison.After.Servers.Any(server => change.Resource.Name == $"{server.Name}-prepare"));
        if (change is null)
            return [];
        var (before, after) = (Read(change.Before!), Read(change.After!));
        // Without a set, everybody comes in.
        if (after[Administrators].IsEmpty)
            return [];
        var administrators = Lost(before[Administrators], after[Administrators])
            .Select(range => Found(change.Resource, range, "reaches neither SSH nor the API any more"));
        // With a tenant its ranges go.
        if (comparison.Before.Tenants.Select(tenant => tenant.Name).Except(comparison.After.Tenants.Select(tenant => tenant.Name)).Any())
            return administrators;
        return administrators.Concat(Lost(before[Clients], [.. after[Clients], .. after[Administrators]])
            .Select(range => Found(change.Resource, range, "doesn't reach the API any more")));
    }

    private static Found Found(PlannedResource resource, IPNetwork range, string message) => new(resource, message)
    {
        Subject = $"Whoever comes from {range}",
        Affected = [$"whoever comes from {range}"],
    };

    private static IEnumerable<IPNetwork> Lost(ImmutableArray<IPNetwork> before, ImmutableArray<IPNetwork> after) =>
        before.Where(range => !after.Any(other => other.PrefixLength <= range.PrefixLength && other.Contains(range.BaseAddress)));

    private static RangesByName Read(PlannedResource preparation) => new(Set().Matches(preparation.Readable["stdin"]?.ToString() ?? "")
        .SelectMany(set => set.Groups["items"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(item => (Name: set.Groups["name"].Value.TrimEnd('6'), Range: Network(item))))
        .ToLookup(item => item.Name, item => item.Range));

    private static IPNetwork Network(string text) => text.Contains('/')
        ? IPNetwork.Parse(text)
        : new IPNetwork(IPAddress.Parse(text), text.Contains(':') ? 128 : 32);

    [GeneratedRegex(@"set (?<name>administrators6?|api_clients6?) \{[^{}]*elements = \{(?<items>[^}]*)\}")]
    private static partial Regex Set();

    private sealed class RangesByName(ILookup<string, IPNetwork> ranges)
    {
        public ImmutableArray<IPNetwork> this[string name] => [.. ranges[name]];
    }
}
