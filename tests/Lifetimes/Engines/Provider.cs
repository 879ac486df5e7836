using Infra.Planning;
using Infra.Stacks.Providers.HCloud;
using Infra.Tests.Lifetimes.Clusters;

namespace Infra.Tests.Lifetimes.Engines;

/// <summary>What providers do, as far as it shows in the cluster.</summary>
/// <param name="Create">Makes it.</param>
/// <param name="Update">Makes of the first what the second says.</param>
/// <param name="Delete">Asks for its end, by its name.</param>
/// <param name="Remains">What is left of it, once everybody had time; null: nothing.</param>
internal sealed record Provider(
    Action<Cluster, PlannedResource> Create,
    Action<Cluster, PlannedResource, PlannedResource> Update,
    Action<Cluster, PlannedResource> Delete,
    Func<Cluster, PlannedResource, string?> Remains)
{
    private static readonly Provider Objects = new(
        ObjectProvider.Create,
        (cluster, _, after) => ObjectProvider.Update(cluster, after),
        ObjectProvider.Delete,
        ObjectProvider.Remains);

    private static readonly Provider Releases =
        new(ReleaseProvider.Create, ReleaseProvider.Update, ReleaseProvider.Delete, ReleaseProvider.Remains);

    private static readonly Provider Commands =
        new(CommandProvider.Create, (cluster, _, after) => CommandProvider.Create(cluster, after), CommandProvider.Delete, (_, _) => null);

    private static readonly Provider Servers =
        new(MachineProvider.Create, (_, _, _) => { }, MachineProvider.Delete, (_, _) => null);

    private static readonly Provider Others = new((_, _) => { }, (_, _, _) => { }, (_, _) => { }, (_, _) => null);

    /// <summary>The provider of a resource.</summary>
    public static Provider Of(PlannedResource resource) =>
        resource.IsObject() ? Objects
        : resource.Type == PlanQueries.Release ? Releases
        : resource.Type is PlanQueries.Command or PlanQueries.Upload ? Commands
        : resource.Type == HCloudTypes.Server ? Servers
        : Others;
}
