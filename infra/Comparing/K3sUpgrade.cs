using System.Collections.Immutable;
using Infra.Planning;

namespace Infra.Comparing;

/// <summary>Another version of K3s on nodes that stay.</summary>
/// <param name="From">The version that they have.</param>
/// <param name="To">The version that they get.</param>
/// <param name="Order">The nodes in the order of the deployment: those of one item get it at the same time.</param>
/// <param name="Commands">URNs of the commands that bring it, and change nothing else.</param>
public sealed record K3sUpgrade(
    string From, string To, ImmutableArray<ImmutableArray<string>> Order, ImmutableHashSet<string> Commands)
{
    private const string Version = "VERSION";
    private const string Installation = "-k3s";
    private const string Line = "create";

    /// <summary>The upgrade in a comparison; null: there is none, or not the same one everywhere.</summary>
    public static K3sUpgrade? In(PlanComparison comparison)
    {
        var commands = comparison.OfType(PlanQueries.Command)
            .Where(change => change.Kind == ChangeKind.Changed)
            .Select(change => (Change: change, Calls: (Before: Call(change.Before), After: Call(change.After))))
            .Where(command => command.Calls is ({ } before, { } after) && before.Value(Version) != after.Value(Version))
            .ToList();
        if (commands.Select(command => (command.Calls.Before!.Value(Version), command.Calls.After!.Value(Version))).Distinct().ToList()
            is not [var (from, to)])
            return null;
        var order = new DeploymentOrder(comparison.After);
        return new K3sUpgrade(
            from,
            to,
            [
                .. commands.Select(command => command.Change.After!)
                    .Where(command => command.Name.EndsWith(Installation, StringComparison.Ordinal))
                    .GroupBy(order.StepOf).OrderBy(step => step.Key)
                    .Select(step => step.Select(command => command.Name[..^Installation.Length])
                        .Order(StringComparer.Ordinal).ToImmutableArray()),
            ],
            [.. commands.Where(command => IsAll(command.Change, command.Calls.Before!, command.Calls.After!))
                .Select(command => command.Change.Resource.Urn)]);
    }

    /// <summary>Whether two values of a parameter differ by the version alone.</summary>
    internal static bool Explains(ScriptCall before, ScriptCall after, string parameter)
    {
        var (from, to) = (before.Value(Version), after.Value(Version));
        return from.Length > 0 && from != to && parameter != Version
            && Written(before.Value(parameter), from, to) == after.Value(parameter);
    }

    private static bool IsAll(ResourceChange change, ScriptCall before, ScriptCall after) =>
        change.Properties.All(property => property.Path.ToString() == Line && property.Follows is null)
        && before.Script == after.Script
        && before.Parameters.Keys.Union(after.Parameters.Keys).All(name => name == Version
            || before.Value(name) == after.Value(name) || Explains(before, after, name));

    private static ScriptCall? Call(PlannedResource? command) => ScriptCall.Read(command?.Text(Line));

    // As in URLs, too.
    private static string Written(string text, string from, string to) => text
        .Replace(from, to, StringComparison.Ordinal)
        .Replace(Uri.EscapeDataString(from), Uri.EscapeDataString(to), StringComparison.Ordinal);
}
