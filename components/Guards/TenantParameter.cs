using System.Collections.Immutable;
using Pulumi;

namespace Infra.Components.Guards;

/// <summary>
/// What one tenant may, as the guards read it: a ConfigMap in its namespace, which it can't change. A list has an item a line.
/// </summary>
public static class TenantParameter
{
    /// <summary>Name of the ConfigMap.</summary>
    public const string Name = "tenant";

    /// <summary>Key of the host names that the tenant may serve.</summary>
    public const string Domains = "domains";

    /// <summary>Key of the tenant's ingress class.</summary>
    public const string IngressClass = "ingressClass";

    /// <summary>Key of the tenant's issuer.</summary>
    public const string Issuer = "issuer";

    /// <summary>Key of the tenant's address pool; only there where its ingress controller runs.</summary>
    public const string Pool = "pool";

    /// <summary>Key of where images may come from; not there when they may from anywhere.</summary>
    public const string Registries = "registries";

    /// <summary>Key of the ranges that the tenant's network policies can't open.</summary>
    public const string ClosedRanges = "closedRanges";

    /// <summary>Key of the addresses at which other nodes reach the tenant's.</summary>
    public const string NodeAddresses = "nodeAddresses";

    /// <summary>Key that is there, <c>true</c>, when a challenge must be answered in the tenant's own Ingress.</summary>
    public const string EditInPlace = "editInPlace";

    /// <summary>The ConfigMap of the request's namespace.</summary>
    internal static readonly GuardParameter Parameter = new(Name);

    /// <summary>What the ConfigMap holds.</summary>
    /// <param name="domains">Host names that the tenant may serve.</param>
    /// <param name="registries">Where its pods' images may come from; none: from anywhere.</param>
    /// <param name="ingressClass">Its ingress class.</param>
    /// <param name="issuer">Its issuer.</param>
    /// <param name="pool">Its address pool; null: no Service of the namespace may have an address.</param>
    /// <param name="editInPlace">Whether challenges must be answered in its own Ingresses.</param>
    /// <param name="closedRanges">Ranges that its network policies can't open.</param>
    /// <param name="nodeAddresses">Addresses at which other nodes reach its own.</param>
    public static InputMap<string> Build(
        ImmutableArray<string> domains,
        ImmutableArray<string> registries,
        string ingressClass,
        string issuer,
        string? pool,
        bool editInPlace,
        Output<ImmutableArray<string>> closedRanges,
        Output<ImmutableArray<string>> nodeAddresses)
    {
        var data = new InputMap<string>
        {
            { Domains, List(domains) },
            { IngressClass, ingressClass },
            { Issuer, issuer },
            { ClosedRanges, closedRanges.Apply(List) },
            { NodeAddresses, nodeAddresses.Apply(List) },
        };
        if (!registries.IsEmpty) data.Add(Registries, List(registries));
        if (pool is not null) data.Add(Pool, pool);
        if (editInPlace) data.Add(EditInPlace, "true");
        return data;
    }

    private static string List(ImmutableArray<string> items) => string.Join('\n', items);
}
