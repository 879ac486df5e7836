using System.Collections.Immutable;
using Pulumi;

namespace Infra.Components.Guards;

/// <summary>
/// What one tenant may, as the guards read it: annotations of its namespace, which it can't change. They are there from the moment that
/// the namespace is, until it is gone. A list has an item a line.
/// </summary>
public static class TenantAnnotations
{
    /// <summary>What the keys begin with.</summary>
    public const string Prefix = "infra/";

    /// <summary>Key of the host names that the tenant may serve.</summary>
    public const string Domains = "infra/domains";

    /// <summary>Key of the tenant's ingress class.</summary>
    public const string IngressClass = "infra/ingress-class";

    /// <summary>Key of the tenant's issuer.</summary>
    public const string Issuer = "infra/issuer";

    /// <summary>Key of the tenant's address pool; only there where its ingress controller runs.</summary>
    public const string Pool = "infra/pool";

    /// <summary>Key of where images may come from; empty when they may from anywhere.</summary>
    public const string Registries = "infra/registries";

    /// <summary>Key of the ranges that the tenant's network policies can't open.</summary>
    public const string ClosedRanges = "infra/closed-ranges";

    /// <summary>Key of the addresses at which other nodes reach the tenant's.</summary>
    public const string NodeAddresses = "infra/node-addresses";

    /// <summary>Key of how the issuer's authority asks whose a name is; only there when it asks, <see cref="Http01"/>.</summary>
    public const string Challenges = "infra/challenges";

    /// <summary>Key that is there, <c>true</c>, when a challenge must be answered in the tenant's own Ingress.</summary>
    public const string EditInPlace = "infra/edit-in-place";

    /// <summary>The value of <see cref="Challenges"/>: by a request to each name, so that no wildcard is signed.</summary>
    public const string Http01 = "http-01";

    /// <summary>
    /// Domains that a tenant may have at most. An Ingress or Certificate may then name all of them, and guards can decide about it within
    /// what the API server lets one expression cost; written out in full they fill half of what an object's annotations may hold
    /// (256 KiB).
    /// </summary>
    public const int MostDomains = 500;

    /// <summary>The annotations.</summary>
    /// <param name="domains">Host names that the tenant may serve.</param>
    /// <param name="registries">Where its pods' images may come from; none: from anywhere.</param>
    /// <param name="ingressClass">Its ingress class.</param>
    /// <param name="issuer">Its issuer.</param>
    /// <param name="pool">Its address pool; null: no Service of the namespace may have an address.</param>
    /// <param name="challenged">Whether the issuer's authority asks whose a name is.</param>
    /// <param name="editInPlace">Whether challenges must be answered in its own Ingresses.</param>
    /// <param name="closedRanges">Ranges that its network policies can't open.</param>
    /// <param name="nodeAddresses">Addresses at which other nodes reach its own.</param>
    public static InputMap<string> Build(
        ImmutableArray<string> domains,
        ImmutableArray<string> registries,
        string ingressClass,
        string issuer,
        string? pool,
        bool challenged,
        bool editInPlace,
        Output<ImmutableArray<string>> closedRanges,
        Output<ImmutableArray<string>> nodeAddresses)
    {
        var annotations = new InputMap<string>
        {
            { Domains, List(domains) },
            { Registries, List(registries) },
            { IngressClass, ingressClass },
            { Issuer, issuer },
            { ClosedRanges, closedRanges.Apply(List) },
            { NodeAddresses, nodeAddresses.Apply(List) },
        };
        if (pool is not null) annotations.Add(Pool, pool);
        if (challenged) annotations.Add(Challenges, Http01);
        if (editInPlace) annotations.Add(EditInPlace, "true");
        return annotations;
    }

    /// <summary>Expression of the value of one of them, which is empty where it is missing.</summary>
    /// <param name="key">Its key.</param>
    internal static string Value(string key) => $"""namespaceObject.metadata.?annotations[?"{key}"].orValue("")""";

    /// <summary>Expression of the items of one that is a list.</summary>
    /// <param name="key">Its key.</param>
    internal static string Items(string key) => $"""{Value(key)}.split("\n").filter(item, item != "")""";

    private static string List(ImmutableArray<string> items) => string.Join('\n', items);
}
