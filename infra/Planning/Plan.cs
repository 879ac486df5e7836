using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Stacks.Providers;

namespace Infra.Planning;

/// <summary>What a deployment of a stack would register.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Stack">The stack's name.</param>
/// <param name="Resources">All resources, in the ordinal order of their URNs.</param>
/// <param name="Servers">The control plane's servers, by their numbers.</param>
/// <param name="Tenants">The tenants, in the ordinal order of their names.</param>
/// <param name="Hints">What must be known beyond that to deploy the stack, or into it.</param>
public sealed record Plan(
    string Project,
    string Stack,
    ImmutableArray<PlannedResource> Resources,
    ImmutableArray<PlannedServer> Servers,
    ImmutableArray<PlannedTenant> Tenants,
    ImmutableArray<string> Hints)
{
    /// <summary>The texts of the scripts that commands run on machines, by their names; empty where they aren't known.</summary>
    public ImmutableSortedDictionary<string, string> Scripts { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

/// <summary>A resource that would be registered.</summary>
public sealed record PlannedResource : IPlannedResource
{
    /// <summary>The name that Pulumi would give it.</summary>
    public required string Urn { get; init; }

    /// <summary>Its type token.</summary>
    public required string Type { get; init; }

    /// <summary>Its logical name.</summary>
    public required string Name { get; init; }

    /// <summary>URN of its parent: a component, or the stack.</summary>
    public required string Parent { get; init; }

    /// <summary>URN of its explicit provider, if it has one.</summary>
    public string? Provider { get; init; }

    /// <summary>URNs of the resources that come before it, named explicitly or by using their outputs; in ordinal order.</summary>
    public required ImmutableArray<string> DependsOn { get; init; }

    /// <summary>
    /// Of these, the ones whose outputs an input was made from, in ordinal order, by the input's path: names and indexes, joined with
    /// <c>/</c>.
    /// </summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<string>> Uses { get; init; }

    /// <summary>
    /// Of these uses, the ones in whose value something stands that a successor of the resource brings otherwise: its id, a generated
    /// address or text. When such a resource is replaced, the input becomes another.
    /// </summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<string>> Follows { get; init; }

    /// <summary>The inputs, as a provider would get them; secrets are <c>[secret]</c>.</summary>
    public required JsonObject Inputs { get; init; }

    /// <summary>
    /// The same inputs with secret texts in place, in which whatever a deployment would generate is still <c>[secret]</c>: a configuration
    /// file shows where its token goes.
    /// </summary>
    public required JsonObject Readable { get; init; }

    /// <summary>Whether Pulumi would refuse to delete it.</summary>
    public bool Protect { get; init; }

    /// <summary>
    /// URNs that it had before, and those that follow from its ancestors' former ones; in ordinal order. What the state knows by such a
    /// name is this resource.
    /// </summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Outputs that are kept secret though the provider doesn't say so; in ordinal order.</summary>
    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];

    /// <summary>Inputs whose changes are ignored once it exists; in ordinal order.</summary>
    public required ImmutableArray<string> IgnoreChanges { get; init; }

    /// <summary>Inputs whose changes replace it, beside those that the provider replaces it for; in ordinal order.</summary>
    public required ImmutableArray<string> ReplaceOnChanges { get; init; }

    /// <summary>Whether it goes before its successor comes, when it is replaced.</summary>
    public bool DeleteBeforeReplace { get; init; }

    /// <summary>Whether nothing is done when it goes but to forget it.</summary>
    public bool RetainOnDelete { get; init; }

    /// <summary>URN of the resource whose deletion is its own, too.</summary>
    public string? DeletedWith { get; init; }

    /// <summary>Whether it only groups others.</summary>
    public bool IsComponent { get; init; }
}

/// <summary>A server of the control plane, as the plan's table shows it.</summary>
/// <param name="Name">Its node's name.</param>
/// <param name="Address">Its public address, perhaps a stand-in.</param>
/// <param name="Context">The kubeconfig's context that leads to it.</param>
/// <param name="IsEntry">Whether operations go through it.</param>
public sealed record PlannedServer(string Name, string Address, string Context, bool IsEntry);

/// <summary>A tenant, as the plan's table shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Node">Its node's name.</param>
/// <param name="Address">Its public address, perhaps a stand-in.</param>
/// <param name="Domains">Its domains.</param>
/// <param name="Ingress">Its ingress controller.</param>
/// <param name="MemoryReservedMi">Memory on its node that isn't the tenant's, in MiB: the system's and the platform's.</param>
/// <param name="MemoryLeftMi">Memory that is left on its node for the tenant's pods, in MiB; null if the node's size isn't known.</param>
/// <param name="MemoryForQuotaMi">
/// Memory on its node that the tenant's quota may promise, in MiB: what is left, and the ingress controller's; null if the node's size
/// isn't known.
/// </param>
public sealed record PlannedTenant(
    string Name,
    string Node,
    string Address,
    ImmutableArray<string> Domains,
    string Ingress,
    int MemoryReservedMi,
    int? MemoryLeftMi,
    int? MemoryForQuotaMi)
{
    /// <summary>The address with which requests arrive at its node, and which its pool holds: another one behind a 1:1 NAT.</summary>
    public string ArrivalAddress { get; init; } = Address;
}
