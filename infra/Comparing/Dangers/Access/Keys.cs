using Infra.Planning;

namespace Infra.Comparing.Dangers.Access;

/// <summary>SSH keys that machines that stay don't take any more.</summary>
internal static class Keys
{
    public static IEnumerable<Found> In(PlanComparison comparison) =>
        comparison.OfType(PlanQueries.Command)
            .Where(change => change is { Before: not null, After: not null })
            .SelectMany(change => Read(change.Before!).Except(Read(change.After!))
                .Select(key => (Key: key, change.Resource)))
            .DistinctBy(lost => lost.Key)
            .Select(lost => new Found(lost.Resource, "opens no machine any more")
            {
                Subject = PublicKeys.Name(lost.Key),
                Affected = [PublicKeys.Name(lost.Key)],
            });

    private static IEnumerable<string> Read(PlannedResource command) => PublicKeys.Of(ScriptCall.Read(command.Text("create")));
}
