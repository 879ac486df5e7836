namespace Infra.Components.Tenants;

/// <summary>A namespace of a tenant's beside its first, on the same node and behind the same ingress controller.</summary>
/// <param name="Word">The last word of its name: a DNS label of 1 to 20 characters, unique among the tenant's.</param>
/// <param name="Share">Its part of the tenant's quota, in percent; the first namespace keeps what no other has.</param>
public sealed record FurtherNamespace(string Word, int Share);
