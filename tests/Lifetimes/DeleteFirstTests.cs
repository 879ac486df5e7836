using Infra.Planning;
using Infra.Stacks.Providers.HCloud;
using Infra.Tests.Planning;
using Xunit;

namespace Infra.Tests.Lifetimes;

/// <summary>
/// What can't be there twice goes before its successor comes. Otherwise the engine deletes the old one at the end of the run, by its name,
/// whoever bears it by then.
/// </summary>
public sealed class DeleteFirstTests
{
    // Where an id and no name says which one it is, and a name may be there twice or changes with what replaces it.
    private static readonly string[] KnownById =
    [
        HCloudTypes.PrimaryIp, HCloudTypes.PlacementGroup, HCloudTypes.Firewall, HCloudTypes.FloatingIpAssignment,
        "hcloud:index/rdns:Rdns", "hcloud:index/network:Network", "hcloud:index/networkSubnet:NetworkSubnet",
        "random:index/randomPassword:RandomPassword", "tls:index/privateKey:PrivateKey", "pulumi:providers:kubernetes",
    ];

    [Theory, EveryStack]
    public void Whatever_has_a_fixed_name_or_is_there_once_is_replaced_delete_first(PlannedStack stack) => Assert.All(
        stack.Plan.Resources.Where(resource => !resource.IsComponent && !KnownById.Contains(resource.Type)
            && (resource.Type is not (PlanQueries.Command or PlanQueries.Upload) || resource.Inputs.ContainsKey("delete"))),
        resource => Assert.True(resource.DeleteBeforeReplace, resource.Urn));
}
