using Infra.Components.LoadBalancing;
using Infra.Planning;

namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>MetalLB's controller: gives a Service the one address of the pool that it asks for, if nobody has it.</summary>
internal sealed class AddressAllocation : IControlLoop
{
    /// <inheritdoc />
    public IEnumerable<Action> Todo(Cluster cluster)
    {
        var services = cluster.Objects.OfKind("Service").ToList();
        foreach (var service in services.Where(service => service.Address is null && !service.Deleting))
        {
            if (service.Body.At("metadata", "annotations")?[Announcements.PoolAnnotation]?.GetValue<string>() is not { } name) continue;
            var pool = cluster.Objects.Find(new ObjectKey("metallb.io", "IPAddressPool", Announcements.Namespace, name));
            if (pool is null || services.Exists(other => other.Address == name)) continue;
            if (!pool.Body.At("spec", "serviceAllocation", "namespaces").Texts().Contains(service.Key.Namespace)) continue;
            yield return () => cluster.Update(Actor.MetalLB, service.Key, one => one with { Address = name }, "status");
        }
    }
}
