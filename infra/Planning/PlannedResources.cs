using System.Collections.Immutable;
using System.Globalization;
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
            Follows = Follows(registered.Inputs, facts, mocks, urns),
            Inputs = InputJson.Object(registered.Inputs, facts.Secrets),
            Readable = InputJson.Object(registered.Inputs, []),
            Protect = recorded.Options.Protect ?? false,
            Aliases = [.. urns.AliasesOf(resource).Order(StringComparer.Ordinal)],
            AdditionalSecretOutputs = recorded.Options is CustomResourceOptions custom
                ? [.. custom.AdditionalSecretOutputs.Order(StringComparer.Ordinal)]
                : [],
            IgnoreChanges = [.. recorded.Options.IgnoreChanges.Order(StringComparer.Ordinal)],
            ReplaceOnChanges = [.. recorded.Options.ReplaceOnChanges.Order(StringComparer.Ordinal)],
            DeleteBeforeReplace = recorded.Options is CustomResourceOptions { DeleteBeforeReplace: true },
            RetainOnDelete = recorded.Options.RetainOnDelete ?? false,
            DeletedWith = recorded.Options.DeletedWith is { } other ? urns.Of(other) : null,
            IsComponent = resource is ComponentResource,
        };
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> Follows(
        ImmutableDictionary<string, object> inputs, InputFacts facts, PlanMocks mocks, Urns urns) => facts.Uses
        .Select(use => KeyValuePair.Create(use.Key, Brought.In(
            At(inputs, use.Key),
            [.. use.Value.Select(source => (source, mocks.Brought(source.GetResourceType(), source.GetResourceName())))])))
        .Where(use => !use.Value.IsEmpty)
        .ToImmutableSortedDictionary(
            use => use.Key,
            use => use.Value.Select(urns.Of).Distinct().Order(StringComparer.Ordinal).ToImmutableArray(),
            StringComparer.Ordinal);

    private static object? At(object? value, string path) => path.Split('/').Aggregate(value, (place, step) => place switch
    {
        ImmutableDictionary<string, object> map => map.GetValueOrDefault(step),
        ImmutableArray<object> list => list.ElementAtOrDefault(int.Parse(step, CultureInfo.InvariantCulture)),
        _ => null,
    });
}
