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
    /// <param name="isPublic">Whether nodes reach each other by their public addresses, over WireGuard.</param>
    public static string Text(bool isPublic) => $$"""
        config:
          infra:cluster:
            name: {{Name}}
            provider: ssh
            network: {{(isPublic ? "public" : "{ type: private, range: 10.99.0.0/24 }")}}
            controlPlane:
              hosts: [{{Host(1, isPublic)}}]
            administrators: { cidrs: [{{Lan.Middle}}/32, {{Wires.Internet}}/32] }
            certificates: { issuer: letsencrypt, email: platform@e2e.internal }
          infra:tenants:
            - name: tenant-a
              host: {{Host(2, isPublic)}}
              domains: [{{ReadmeApplication.Domain("tenant-a")}}, www.{{ReadmeApplication.Domain("tenant-a")}}]
              ingress: nginx
            - name: tenant-b
              host: {{Host(3, isPublic)}}
              address: {{Lan.FurtherAddress(1)}}
              domains: [{{ReadmeApplication.Domain("tenant-b")}}]

        """;

    private static string Host(int number, bool isPublic) => isPublic
        ? Lan.PublicAddress(number)
        : $"{{ address: {Lan.PublicAddress(number)}, privateAddress: {Lan.PrivateAddress(number)} }}";
}
