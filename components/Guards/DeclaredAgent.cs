namespace Infra.Components.Guards;

/// <summary>A tenant's node that may join.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Tenant">The tenant whose node it is.</param>
/// <param name="InternalAddresses">
/// Where other nodes reach it, as K3s is told: an address, or two with a comma. Null where they come with the machine.
/// </param>
/// <param name="ExternalAddresses">Its public addresses, likewise.</param>
public sealed record DeclaredAgent(string Node, string Tenant, string? InternalAddresses = null, string? ExternalAddresses = null);
