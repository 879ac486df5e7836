using System.Collections.Immutable;
using Infra.Planning;
using Infra.Stacks.Providers;

namespace Infra.Comparing;

/// <summary>What settings ask of a machine that runs, and a deployment leaves as it is.</summary>
/// <param name="Resource">The machine.</param>
/// <param name="Input">The input that it keeps.</param>
/// <param name="Kept">What it has.</param>
/// <param name="Wished">What the settings ask for.</param>
public sealed record IgnoredWish(PlannedResource Resource, string Input, string Kept, string Wished)
{
    /// <summary>The wishes of a plan, with what each resource was before by its present URN.</summary>
    internal static ImmutableArray<IgnoredWish> Of(Plan after, IReadOnlyDictionary<string, PlannedResource> predecessors) =>
    [
        .. from resource in after.Resources
           where predecessors.ContainsKey(resource.Urn)
           from input in NodeProviders.All.SelectMany(provider => provider.WishedInputs)
           where resource.IgnoreChanges.Contains(input)
           let kept = predecessors[resource.Urn].Text(input)
           let wished = resource.Text(input)
           where kept is not null && wished is not null && kept != wished
           select new IgnoredWish(resource, input, kept, wished),
    ];
}
