using Infra.Components.Grammars;
using Infra.Planning;
using Infra.Stacks.Providers;

namespace Infra.Comparing.Dangers;

/// <summary>Types that a machine can't become.</summary>
internal static class ServerTypeRefused
{
    /// <summary>The input with the type.</summary>
    public const string Type = "serverType";

    public static DangerRule Rule { get; } = new(
        ChangeDanger.ServerTypeRefused,
        "A server shall become a type whose disk or architecture doesn't fit it: 'up' refuses it, and stops there.",
        comparison =>
            from change in comparison.Changes
            let problem = Problem(change)
            where problem is not null
            select new Found(change.Resource, problem));

    /// <summary>What a provider would refuse about a change, as a part of a sentence; null: nothing that is known.</summary>
    public static string? Problem(ResourceChange change) =>
        change.Kind == ChangeKind.Changed && Machines.IsCreated(change.Resource)
        && change.Before!.Text(Type) is { } before && change.After!.Text(Type) is { } after && before != after
        && NodeProviders.All.Select(provider => provider.TypeProblem(before, after)).OfType<string>().FirstOrDefault() is { } why
            ? $"goes from {before} to {after}, which {why}: take a type that fits, or set rebuild to a new text with it, which makes "
                + "another machine of that type (and takes the disk with it)"
            : null;
}
