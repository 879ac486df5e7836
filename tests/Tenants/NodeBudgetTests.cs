using Infra.Components.Ingress;
using Infra.Components.LoadBalancing;
using Infra.Components.Tenants;
using Xunit;

namespace Infra.Tests.Tenants;

public sealed class NodeBudgetTests
{
    // What Linux sees of 2 GB.
    private const int TwoGigabytes = 1910;

    [Fact]
    public void A_node_of_two_gigabytes_keeps_most_of_its_memory_for_its_tenant() => Assert.All(IngressControllers.All, controller =>
        Assert.InRange(NodeBudget.Of(TwoGigabytes, controller, AnnouncementMode.Layer2).LeftMi!.Value, 1100, TwoGigabytes));

    [Fact]
    public void What_is_reserved_and_what_is_left_are_the_whole_node() => Assert.All(IngressControllers.All, controller =>
    {
        var budget = NodeBudget.Of(TwoGigabytes, controller, AnnouncementMode.Bgp);
        Assert.Equal(TwoGigabytes, budget.ReservedMi + budget.LeftMi);
        Assert.True(budget.ReservedMi > NodeBudget.Of(TwoGigabytes, controller, AnnouncementMode.Layer2).ReservedMi);
    });

    [Fact]
    public void Nothing_is_said_of_what_is_left_on_a_node_of_unknown_size() =>
        Assert.Null(NodeBudget.Of(null, IngressControllers.Default, AnnouncementMode.Layer2).LeftMi);
}
