using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Components.Guards;
using Infra.Components.Kubernetes;
using Infra.Planning;

namespace Infra.Verifying;

/// <summary>
/// The real addresses behind a plan's stand-ins, which lie in 240.0.0.0/4. One that isn't known stays a stand-in, and what it stands
/// in can't be compared.
/// </summary>
/// <param name="real">Real addresses by stand-ins.</param>
internal sealed partial class KnownAddresses(ImmutableDictionary<string, string> real)
{
    private const byte FirstReserved = 240;

    /// <summary>Those that the stack's outputs and the cluster say; of two that differ, the stack's counts.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="outputs">The stack's outputs; null: they aren't at hand.</param>
    /// <param name="nodes">The cluster's nodes.</param>
    /// <param name="pools">The cluster's address pools.</param>
    public static KnownAddresses Find(
        Plan plan, StackOutputs? outputs, ImmutableArray<JsonObject> nodes, ImmutableArray<JsonObject> pools)
    {
        var real = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var server in plan.Servers.Where(server => IsStandIn(server.Address)))
        {
            if ((outputs?.Servers.GetValueOrDefault(server.Name) ?? OfNode(nodes, server.Name)) is { } address)
                real[server.Address] = address;
        }

        foreach (var tenant in plan.Tenants.Where(tenant => IsStandIn(tenant.Address)))
        {
            if ((outputs?.Addresses.GetValueOrDefault(tenant.Name) ?? OfPool(plan, tenant, pools)) is { } address)
                real[tenant.Address] = address;
        }

        // Where a tenant has an address besides its node's.
        foreach (var tenant in plan.Tenants)
        {
            if (NodeAddress(plan, tenant) is { } planned && IsStandIn(planned) && !real.ContainsKey(planned)
                && OfNode(nodes, tenant.Node) is { } address)
                real[planned] = address;
        }

        return new KnownAddresses(real.ToImmutable());
    }

    /// <summary>The real address of one in a plan; null: it isn't known.</summary>
    public string? Real(string address) => IsStandIn(address) ? real.GetValueOrDefault(address) : address;

    /// <summary>A value with real addresses in the place of stand-ins.</summary>
    /// <param name="value">A value of the plan's.</param>
    /// <param name="unknown">The stand-ins that stay.</param>
    public JsonNode? Replace(JsonNode? value, ISet<string> unknown) => value switch
    {
        JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Replace(entry.Value, unknown)))),
        JsonArray list => new JsonArray([.. list.Select(item => Replace(item, unknown))]),
        JsonValue text when text.TryGetValue<string>(out var words) => Replace(words, unknown),
        _ => value?.DeepClone(),
    };

    private string Replace(string text, ISet<string> unknown) => Ipv4().Replace(text, match =>
    {
        if (Real(match.Value) is { } address) return address;
        unknown.Add(match.Value);
        return match.Value;
    });

    private static bool IsStandIn(string address) => IPAddress.TryParse(address, out var ip)
        && ip.AddressFamily == AddressFamily.InterNetwork && ip.GetAddressBytes()[0] >= FirstReserved;

    private static string? OfNode(ImmutableArray<JsonObject> nodes, string name)
    {
        var addresses = nodes.FirstOrDefault(node => node.Name() == name).At("status", "addresses") as JsonArray ?? [];
        return Of("ExternalIP") ?? Of("InternalIP");

        string? Of(string type) => addresses.FirstOrDefault(address => address.Word("type") == type).Word("address");
    }

    private static string? NodeAddress(Plan plan, PlannedTenant tenant) => plan.Objects("Namespace")
        .First(ns => ns.At("metadata", "labels", TenantLabels.OwnerKey).Word() == tenant.Name)
        .At("metadata", "annotations", TenantAnnotations.NodeAddresses).Word()?.Split('\n')[0];

    // A pool that isn't the tenant's alone says nothing about its address.
    private static string? OfPool(Plan plan, PlannedTenant tenant, ImmutableArray<JsonObject> pools)
    {
        var planned = plan.Objects("IPAddressPool").First(pool => pool.At("spec", "addresses").Texts().Contains($"{tenant.Address}/32"));
        var live = pools.FirstOrDefault(pool => pool.Name() == planned.ObjectName()).At("spec", "addresses") as JsonArray;
        var shared = pools.Where(pool => pool.Name() != planned.ObjectName())
            .SelectMany(pool => (pool.At("spec", "addresses") as JsonArray).Texts());
        return live.Texts() is [var range] && IPNetwork.TryParse(range, out var network) && network.PrefixLength == 32
            && !shared.Contains(range)
            ? network.BaseAddress.ToString()
            : null;
    }

    [GeneratedRegex(@"(?<![\d.])\d{1,3}(\.\d{1,3}){3}(?![\d.])")]
    private static partial Regex Ipv4();
}
