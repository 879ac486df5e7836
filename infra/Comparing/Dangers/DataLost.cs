using Infra.Components.Grammars;
using Infra.Planning;

namespace Infra.Comparing.Dangers;

/// <summary>What is nowhere else.</summary>
internal static class DataLost
{
    private const string Namespace = "kubernetes:core/v1:Namespace";
    private const string Password = "random:index/randomPassword:RandomPassword";

    public static DangerRule Rule { get; } = new(
        ChangeDanger.DataLost,
        "Data go for good: a disk with the volumes on it, the cluster's state, a namespace with all that is in it, or a token.",
        Find);

    private static IEnumerable<Found> Find(PlanComparison comparison) =>
        from change in comparison.Changes
        where change.Goes
        let lost = Machines.IsExchanged(change) ? Left(change.Before!, comparison) : Lost(change.Before!, comparison)
        where lost is not null
        select new Found(change.Resource, $"{Machines.Why(change)}, and with it {lost}");

    private static string? Lost(PlannedResource before, PlanComparison comparison) => before.Type switch
    {
        _ when Machines.IsCreated(before) =>
            IsOnlyServer(before, comparison) ? "the cluster's state" : "its disk, with the volumes of the pods there",
        Namespace => $"all objects in {before.ObjectName()}, those that this program doesn't know among them",
        Password => "the token by which nodes join",
        _ when Machines.IsRelease(before) =>
            IsOnlyServer(before, comparison) ? "the cluster's state" : "K3s and the volumes of the pods on that machine",
        _ => null,
    };

    // The machine may be there still, and nobody takes it over.
    private static string Left(PlannedResource installation, PlanComparison comparison) => IsOnlyServer(installation, comparison)
        ? "the cluster's state, which isn't on it"
        : "what isn't on it: K3s's data and the volumes of the pods";

    private static bool IsOnlyServer(PlannedResource machine, PlanComparison comparison) =>
        comparison.Before.Servers is [var only] && only.Name == Machines.Node(machine);
}
