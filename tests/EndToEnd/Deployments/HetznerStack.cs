using System.Collections.Immutable;
using System.Text;
using Infra.Tests.EndToEnd.Worlds;

namespace Infra.Tests.EndToEnd.Deployments;

/// <summary>The settings of a stack at Hetzner, of which stories change one after the other.</summary>
/// <param name="Keys">Public keys of administrators.</param>
internal sealed record HetznerStack(ImmutableArray<string> Keys)
{
    /// <summary>The stack's name, and its cluster's.</summary>
    public const string Name = "lab";

    /// <summary>Lines below <c>infra:cluster</c>.</summary>
    public ImmutableSortedDictionary<string, string> Cluster { get; init; } = ImmutableSortedDictionary<string, string>.Empty
        .Add("controlPlane", "{ serverType: cpx22 }")
        .Add("certificates", "{ issuer: letsencrypt, email: platform@e2e.internal }");

    /// <summary>Lines of each tenant.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Tenants { get; init; } =
        ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty;

    /// <summary>The stack with a tenant more.</summary>
    public HetznerStack WithTenant(string tenant, string controller) => this with
    {
        Tenants = Tenants.Add(tenant, ImmutableSortedDictionary<string, string>.Empty
            .Add("serverType", "cpx12").Add("ingress", controller).Add("domains", $"[{ReadmeApplication.Domain(tenant)}]")),
    };

    /// <summary>The stack without a tenant.</summary>
    public HetznerStack WithoutTenant(string tenant) => this with { Tenants = Tenants.Remove(tenant) };

    /// <summary>The stack with another value of a tenant's key.</summary>
    public HetznerStack With(string tenant, string key, string value) =>
        this with { Tenants = Tenants.SetItem(tenant, Tenants[tenant].SetItem(key, value)) };

    /// <summary>The stack with another value of a key of the cluster.</summary>
    public HetznerStack WithCluster(string key, string value) => this with { Cluster = Cluster.SetItem(key, value) };

    /// <summary>The stack with another administrator.</summary>
    public HetznerStack WithKey(string key) => this with { Keys = Keys.Add(key) };

    /// <summary>The stack's file.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"""
            config:
              infra:cluster:
                name: {Name}
                provider: hcloud
                location: nbg1
                network: private
                administrators:
                  cidrs: [{Wires.Internet}/32]
                  sshPublicKeys:

            """);
        foreach (var key in Keys)
            text.Append($"        - {key}\n");
        foreach (var (key, value) in Cluster)
            text.Append($"    {key}: {value}\n");
        text.Append(Tenants.IsEmpty ? "  infra:tenants: []\n" : "  infra:tenants:\n");
        foreach (var (tenant, lines) in Tenants)
        {
            text.Append($"    - name: {tenant}\n");
            foreach (var (key, value) in lines)
                text.Append($"      {key}: {value}\n");
        }

        return text.ToString();
    }
}
