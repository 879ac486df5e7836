using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Planning;

/// <summary>Turns what was recorded during a run into what a reader of the plan wants to know.</summary>
internal static class PlannedResources
{
    /// <summary>Describes all resources but the stack itself, in the ordinal order of their URNs.</summary>
    public static async Task<ImmutableArray<PlannedResource>> DescribeAsync(
        string project, string stack, PlanMocks mocks, IReadOnlyCollection<RecordedResource> recorded)
    {
        var urns = await Urns.ReadAsync(project, stack, recorded).ConfigureAwait(false);
        var planned = new List<PlannedResource>(recorded.Count);
        foreach (var resource in recorded)
        {
            if (resource.Resource is not Stack)
                planned.Add(await DescribeAsync(resource, urns, mocks).ConfigureAwait(false));
        }

        return [.. planned.OrderBy(resource => resource.Urn, StringComparer.Ordinal)];
    }

    private static async Task<PlannedResource> DescribeAsync(RecordedResource recorded, Urns urns, PlanMocks mocks)
    {
        var resource = recorded.Resource;
        var registered = mocks.Find(resource.GetResourceType(), resource.GetResourceName());
        var facts = await InputReader.ReadAsync(recorded.Args).ConfigureAwait(false);
        var explicitly = await OutputUtilities.GetValueAsync(recorded.Options.DependsOn.ToOutput()).ConfigureAwait(false);
        return new PlannedResource
        {
            Urn = urns.Of(resource),
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Parent = urns.ParentOf(resource),
            Provider = urns.OfProvider(registered.Provider),
            DependsOn =
            [
                .. facts.Uses.Values.SelectMany(used => used).Concat(explicitly).Select(urns.Of).Distinct().Order(StringComparer.Ordinal),
            ],
            Uses = facts.Uses.ToImmutableSortedDictionary(
                use => use.Key,
                use => use.Value.Select(urns.Of).Distinct().Order(StringComparer.Ordinal).ToImmutableArray(),
                StringComparer.Ordinal),
            Inputs = InputJson.Object(registered.Inputs, facts.Secrets),
            Readable = InputJson.Object(registered.Inputs, []),
            Protect = recorded.Options.Protect ?? false,
            Aliases = [.. urns.AliasesOf(resource).Order(StringComparer.Ordinal)],
            IgnoreChanges = [.. recorded.Options.IgnoreChanges.Order(StringComparer.Ordinal)],
            ReplaceOnChanges = [.. recorded.Options.ReplaceOnChanges.Order(StringComparer.Ordinal)],
            DeleteBeforeReplace = recorded.Options is CustomResourceOptions { DeleteBeforeReplace: true },
            RetainOnDelete = recorded.Options.RetainOnDelete ?? false,
            DeletedWith = recorded.Options.DeletedWith is { } other ? urns.Of(other) : null,
            IsComponent = resource is ComponentResource,
        };
    }
}
