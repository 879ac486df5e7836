using Infra.Tests.EndToEnd.Worlds;

namespace Infra.Tests.EndToEnd.Deployments;

/// <summary>
/// The settings of a stack of machines in a room: one server, an NGINX tenant at its machine's address, a Traefik tenant at a further one.
/// </summary>
internal static class RoomStack
{
    /// <summary>The stack's name, and its cluster's.</summary>
    public const string Name = "lab";

    /// <summary>The machines, in the order of their numbers.</summary>
    public static string[] Machines { get; } = [$"{Name}-control-plane-1", $"{Name}-tenant-a", $"{Name}-tenant-b"];

    /// <summary>The tenants, with their controllers.</summary>
    public static IReadOnlyList<(string Tenant, string Controller)> Tenants { get; } = [("tenant-a", "nginx"), ("tenant-b", "traefik")];

    /// <summary>The stack's file.</summary>
    public static string Text() => $$"""
        config:
          infra:cluster:
            name: {{Name}}
            provider: ssh
            network: { type: private, range: 10.99.0.0/24 }
            controlPlane:
              hosts: [{ address: {{Lan.PublicAddress(1)}}, privateAddress: {{Lan.PrivateAddress(1)}} }]
            administrators: { cidrs: [95.216.10.1/32, {{Wires.Internet}}/32] }
            certificates: { issuer: letsencrypt, email: platform@e2e.internal }
          infra:tenants:
            - name: tenant-a
              host: { address: {{Lan.PublicAddress(2)}}, privateAddress: {{Lan.PrivateAddress(2)}} }
              domains: [{{ReadmeApplication.Domain("tenant-a")}}, www.{{ReadmeApplication.Domain("tenant-a")}}]
              ingress: nginx
            - name: tenant-b
              host: { address: {{Lan.PublicAddress(3)}}, privateAddress: {{Lan.PrivateAddress(3)}} }
              address: {{Lan.FurtherAddress(1)}}
              domains: [{{ReadmeApplication.Domain("tenant-b")}}]

        """;
}
