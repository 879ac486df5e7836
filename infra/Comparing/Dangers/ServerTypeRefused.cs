using Infra.Planning;
using Infra.Stacks.Providers;

namespace Infra.Comparing.Dangers;

/// <summary>Types that a machine can't become.</summary>
internal static class ServerTypeRefused
{
    private const string Type = "serverType";

    public static DangerRule Rule { get; } = new(
        "server-type-refused",
        "A server shall become a type whose disk or architecture doesn't fit it: the provider powers it off, refuses, and leaves it off.",
        comparison =>
            from change in comparison.Changes
            let problem = Problem(change)
            where problem is not null
            select (change.Resource, problem));

    /// <summary>What a provider would refuse about a change, as a part of a sentence; null: nothing that is known.</summary>
    public static string? Problem(ResourceChange change) =>
        change.Kind == ChangeKind.Changed && Machines.IsCreated(change.Resource)
        && change.Before!.Text(Type) is { } before && change.After!.Text(Type) is { } after && before != after
        && NodeProviders.All.Select(provider => provider.TypeProblem(before, after)).OfType<string>().FirstOrDefault() is { } why
            ? $"goes from {before} to {after}, which {why}: take a type that fits, or set rebuild to a new text with it, which makes "
                + "another machine of that type (and takes the disk with it)"
            : null;
}
