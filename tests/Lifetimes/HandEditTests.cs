using Infra.Tests.Lifetimes.Clusters;
using Infra.Tests.Lifetimes.Engines;
using Infra.Tests.Planning;
using Xunit;

namespace Infra.Tests.Lifetimes;

/// <summary>What somebody changed by hand comes back with <c>up --refresh</c>.</summary>
public sealed class HandEditTests
{
    public static TheoryData<PlannedStack> Stacks => [.. PlannedStack.All.Where(stack => !stack.Settings.Tenants.IsEmpty)];

    [Theory, MemberData(nameof(Stacks))]
    public void A_patched_quota_and_a_deleted_policy_and_guard_come_back(PlannedStack stack)
    {
        var registrations = new Registrations(stack.Plan);
        var lifetime = Lifetime.Of(registrations);
        var quota = lifetime.Cluster.Objects.OfKind("ResourceQuota").First().Key;
        var policy = lifetime.Cluster.Objects.OfKind("NetworkPolicy").First(one => one.Tenant is not null).Key;
        var guard = lifetime.Cluster.Objects.OfKind("ValidatingAdmissionPolicy").First().Key;
        lifetime.ByHand(cluster =>
        {
            cluster.Update(Actor.Administrator, quota, one =>
            {
                var body = one.Body.DeepClone().AsObject();
                body["spec"]!["hard"]!["pods"] = "1";
                return one with { Body = body, OtherManager = "kubectl-patch" };
            });
            cluster.Delete(Actor.Administrator, policy);
            cluster.Delete(Actor.Administrator, guard);
        });

        lifetime.Engine.Refresh();
        lifetime.Up(registrations);
    }
}
