using Infra.Tests.EndToEnd.Worlds;

namespace Infra.Tests.EndToEnd.Deployments;

/// <summary>
/// The settings of a stack of machines in a room: one server, an NGINX tenant at its machine's address, a Traefik tenant at a further one.
/// </summary>
internal static class RoomStack
{
    /// <summary>The tenants, with their controllers.</summary>
    public static IReadOnlyList<(string Tenant, string Controller)> Tenants { get; } = [("tenant-a", "nginx"), ("tenant-b", "traefik")];

    /// <summary>A tenant's domains.</summary>
    public static string[] Domains(string tenant) => tenant == "tenant-a"
        ? [ReadmeApplication.Domain(tenant), $"www.{ReadmeApplication.Domain(tenant)}"]
        : [ReadmeApplication.Domain(tenant)];

    /// <summary>The stack's file, for a cluster of this name.</summary>
    public static string Text(string name) => $$"""
        config:
          infra:cluster:
            name: {{name}}
            provider: ssh
            network: { type: private, range: 10.99.0.0/24 }
            controlPlane:
              hosts: [{ address: {{Lan.PublicAddress(1)}}, privateAddress: {{Lan.PrivateAddress(1)}} }]
            administrators: { cidrs: [95.216.10.1/32, {{Wires.Internet}}/32] }
            certificates: { issuer: letsencrypt, email: platform@e2e.internal }
          infra:tenants:
            - name: tenant-a
              host: { address: {{Lan.PublicAddress(2)}}, privateAddress: {{Lan.PrivateAddress(2)}} }
              domains: [{{string.Join(", ", Domains("tenant-a"))}}]
              ingress: nginx
            - name: tenant-b
              host: { address: {{Lan.PublicAddress(3)}}, privateAddress: {{Lan.PrivateAddress(3)}} }
              address: {{Lan.FurtherAddress(1)}}
              domains: [{{string.Join(", ", Domains("tenant-b"))}}]

        """;
}
