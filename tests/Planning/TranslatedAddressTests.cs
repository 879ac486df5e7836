using Infra.Planning;
using Infra.Tests.Settings;
using Xunit;

namespace Infra.Tests.Planning;

/// <summary>Machines whose public address is translated to their private one on the way (1:1 NAT).</summary>
public sealed class TranslatedAddressTests
{
    [Fact]
    public void The_pool_has_the_address_that_packets_arrive_with_and_DNS_the_one_that_the_world_knows()
    {
        var stack = PlannedStack.Get("translated");
        var pool = stack.Plan.Object("IPAddressPool", "metallb-system", "tenant-a-pool");
        var tenant = stack.Plan.Tenants.Single(tenant => tenant.Name == "tenant-a");

        Assert.Equal(["10.0.0.2/32"], pool.At("spec", "addresses").Texts());
        Assert.Equal(("203.0.113.11", "10.0.0.2"), (tenant.Address, tenant.ArrivalAddress));
    }

    [Fact]
    public void A_tenant_that_is_reached_at_its_own_address_has_that_in_its_pool()
    {
        var tenant = PlannedStack.Get("translated").Plan.Tenants.Single(tenant => tenant.Name == "tenant-b");
        Assert.Equal(("198.51.100.2", "198.51.100.2"), (tenant.Address, tenant.ArrivalAddress));
    }

    [Fact]
    public void The_plan_says_what_must_be_translated_to_what() => Assert.Contains(
        "Requests to 203.0.113.11 must arrive at tenant-a's node as 10.0.0.2 (1:1 NAT).", PlannedStack.Get("translated").Plan.Hints);

    [SharedFact]
    public void The_case_of_a_private_address_alone_is_served_at_it_once_the_settings_say_so()
    {
        var settings = SharedCase.Read("06-one-to-one-nat").With("tenants[0].address", "\"10.20.0.21\"");
        var plan = PlannedStack.Of("case", settings).Plan;
        Assert.Equal(["10.20.0.21/32"], plan.Object("IPAddressPool", "metallb-system", "shop-pool").At("spec", "addresses").Texts());
        Assert.Equal("192.0.2.21", Assert.Single(plan.Tenants).Address);
    }
}
