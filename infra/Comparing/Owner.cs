using System.Text.RegularExpressions;
using Infra.Planning;

namespace Infra.Comparing;

/// <summary>Whose a resource is: a tenant's, or a part's of what all share.</summary>
/// <param name="Tenant">The tenant; null: it is shared.</param>
/// <param name="Part">The shared part: the name of the outermost component, or of the resource that hangs from the stack itself.</param>
public sealed partial record Owner(string? Tenant, string? Part) : IComparable<Owner>
{
    /// <summary>The owners of a plan's resources, by their URNs.</summary>
    public static IReadOnlyDictionary<string, Owner> Of(Plan plan)
    {
        var byUrn = plan.Resources.ToDictionary(resource => resource.Urn, StringComparer.Ordinal);
        return plan.Resources.ToDictionary(resource => resource.Urn, resource => Find(resource, byUrn), StringComparer.Ordinal);
    }

    /// <summary>Shared parts come first, each kind in the ordinal order of its names.</summary>
    public int CompareTo(Owner? other) =>
        (Tenant is null).CompareTo(other?.Tenant is null) is var shared and not 0
            ? -shared
            : string.CompareOrdinal(Tenant ?? Part, other?.Tenant ?? other?.Part);

    private static Owner Find(PlannedResource resource, Dictionary<string, PlannedResource> byUrn)
    {
        var line = new List<PlannedResource> { resource };
        while (byUrn.TryGetValue(line[^1].Parent, out var parent) && line.Count <= byUrn.Count)
            line.Add(parent);
        return line.FirstOrDefault(ancestor => ancestor.Type == PlanQueries.Tenant) is { } tenant
            ? new Owner(tenant.Name, null)
            // The servers of the control plane are one part with it.
            : new Owner(null, Server().Replace(line[^1].Name, "control-plane"));
    }

    [GeneratedRegex(@"\Acontrol-plane-[0-9]+\z")]
    private static partial Regex Server();
}
