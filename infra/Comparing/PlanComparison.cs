using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Comparing.Dangers;
using Infra.Planning;

namespace Infra.Comparing;

/// <summary>What would happen if a plan were deployed where another one is.</summary>
/// <param name="Before">The plan of what is there.</param>
/// <param name="After">The plan to be deployed.</param>
/// <param name="Changes">
/// What happens to each resource that doesn't stay as it is, in the order of a deployment: what goes for good is last.
/// </param>
/// <param name="Scripts">The scripts that are others, in the ordinal order of their names; null: those of one plan aren't known.</param>
public sealed record PlanComparison(
    Plan Before, Plan After, ImmutableArray<ResourceChange> Changes, ImmutableArray<ScriptChange>? Scripts)
{
    /// <summary>What is dangerous about it, in the order of <see cref="DangerList"/> and of the changes.</summary>
    public ImmutableArray<Danger> Dangers => field.IsDefault ? field = DangerList.Find(this) : field;

    /// <summary>What the settings ask of machines that run, and the deployment leaves as it is.</summary>
    public ImmutableArray<IgnoredWish> Ignored { get; init; } = [];

    /// <summary>The second plan, as far as the deployment carries it out: without the wishes that it ignores or refuses.</summary>
    public Plan Deployed
    {
        get
        {
            var kept = Ignored
                .Concat(Changes.Where(change => ServerTypeRefused.Problem(change) is not null).Select(change => new IgnoredWish(
                    change.After!,
                    ServerTypeRefused.Type,
                    change.Before!.Text(ServerTypeRefused.Type)!,
                    change.After!.Text(ServerTypeRefused.Type)!)))
                .ToLookup(wish => wish.Resource.Urn, StringComparer.Ordinal);
            return After with
            {
                Resources =
                [
                    .. After.Resources.Select(resource => kept[resource.Urn].Aggregate(
                        resource, (same, wish) => same with { Inputs = With(same.Inputs, wish.Input, wish.Kept) })),
                ],
            };
        }
    }

    /// <summary>The stand-ins in both plans.</summary>
    public StandIns StandIns => field ??= new StandIns(Before, After);

    /// <summary>Another version of K3s, if there is one.</summary>
    public K3sUpgrade? Upgrade => K3sUpgrade.In(this);

    /// <summary>Whether nothing happens.</summary>
    public bool IsEmpty => Changes.IsEmpty && Scripts is null or { IsEmpty: true };

    /// <summary>The changes of resources of a type.</summary>
    public IEnumerable<ResourceChange> OfType(string type) => Changes.Where(change => change.Resource.Type == type);

    /// <summary>How many resources something happens to.</summary>
    public int Count(ChangeKind kind) => Changes.Count(change => change.Kind == kind);

    private static JsonObject With(JsonObject inputs, string input, string value)
    {
        var copy = inputs.DeepClone().AsObject();
        copy[input] = value;
        return copy;
    }
}
