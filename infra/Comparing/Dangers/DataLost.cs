using Infra.Planning;

namespace Infra.Comparing.Dangers;

/// <summary>What is nowhere else.</summary>
internal static class DataLost
{
    private const string Namespace = "kubernetes:core/v1:Namespace";
    private const string Password = "random:index/randomPassword:RandomPassword";

    public static DangerRule Rule { get; } = new(
        "data-lost",
        "Data go for good: a disk with the volumes on it, the cluster's state, a namespace with all that is in it, or a token.",
        Find);

    private static IEnumerable<(PlannedResource, string)> Find(PlanComparison comparison) =>
        from change in comparison.Changes
        where change.Goes
        let lost = Lost(change.Before!, comparison)
        where lost is not null
        select (change.Resource, $"{Machines.Why(change)}, and with it {lost}");

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

    private static bool IsOnlyServer(PlannedResource machine, PlanComparison comparison) =>
        comparison.Before.Servers is [var only] && only.Name == Machines.Node(machine);
}
