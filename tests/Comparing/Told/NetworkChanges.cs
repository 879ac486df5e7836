namespace Infra.Tests.Comparing.Told;

/// <summary>Changes of the network and addresses inside the cluster.</summary>
internal static class NetworkChanges
{
    public static readonly ToldChange[] All =
    [
        new("another private range of three servers", "prod", "changed replaced")
        {
            Dangers = ["control-plane-readdressed", "network-switched", "protected-removed"],
            After = [("cluster.network", """{"type":"private","range":"10.9.0.0/16"}""")],
        },
        new("another private range of a single server", "dev", "changed replaced")
        {
            Dangers = ["control-plane-readdressed", "network-switched"],
            After = [("cluster.network", """{"type":"private","range":"10.9.0.0/16"}""")],
        },
        new("three servers at public addresses", "prod", "added changed removed replaced")
        {
            Dangers = ["control-plane-readdressed", "data-lost", "network-switched", "node-replaced", "protected-removed"],
            After = [("cluster.network", "\"public\"")],
            Told =
            [
                "Not served for a while: acme.example.com, shop.acme.example.com, globex.example.com, initech.example.com, "
                + "api.initech.example.com",
            ],
        },
        new("a single server at a public address", "dev", "added changed removed replaced")
        {
            Dangers = ["control-plane-readdressed", "data-lost", "network-switched", "node-replaced"],
            After = [("cluster.network", "\"public\"")],
            Told = ["Not served for a while: tenant-a.example.com, www.tenant-a.example.com, tenant-b.example.com"],
        },
        new("three servers in a private network", "prod", "added changed removed replaced")
        {
            Dangers = ["control-plane-readdressed", "data-lost", "network-switched", "node-replaced"],
            Before = [("cluster.network", "\"public\"")],
            After = [("cluster.network", "\"private\"")],
            Told =
            [
                "Not served for a while: acme.example.com, shop.acme.example.com, globex.example.com, initech.example.com, "
                + "api.initech.example.com",
            ],
        },
        new("BGP on", "plain", "added changed removed")
        {
            Dangers = ["outage"],
            After = [("cluster.bgp", """{ "asn": 64512, "peers": [{ "address": "203.0.113.254", "asn": 64513 }] }""")],
            Told = ["Not served for a while: tenant-a, tenant-b"],
        },
        new("BGP off", "ssh", "added changed removed")
        {
            Dangers = ["outage"],
            After = [("cluster.bgp", null)],
            Told = ["Not served for a while: tenant-a, tenant-b"],
        },
        new("another number of the cluster", "ssh", "changed")
        {
            Dangers = ["outage"],
            After = [("cluster.bgp.asn", "64600")],
            Told = ["Not served for a while: tenant-a, tenant-b"],
        },
        new("another router", "ssh", "changed")
        {
            Dangers = ["outage"],
            After = [("cluster.bgp.peers", """[{ "address": "203.0.113.253", "asn": 64513 }]""")],
            Told = ["Not served for a while: tenant-a, tenant-b"],
        },
        new("another private address of a tenant", "prod", "changed replaced")
        {
            Dangers = ["outage"],
            After = [("tenants[0].privateAddress", "\"10.0.77.7\"")],
            Told = ["Not served for a while: acme.example.com, shop.acme.example.com"],
        },
        new("IPv4 alone", "dual", "changed")
        {
            Dangers = ["k3s-refused"],
            After = [("cluster.network.dualStack", "false")],
        },
        new("another private address of a tenant's machine", "private", "changed")
        {
            Dangers = ["outage"],
            After = [("tenants[0].host.privateAddress", "\"10.0.0.99\"")],
            Told = ["Not served for a while: tenant-a"],
        },
        new("another private address of the only server", "private", "changed")
        {
            Dangers = ["control-plane-readdressed"],
            After = [("cluster.controlPlane.hosts[0].privateAddress", "\"10.0.0.99\"")],
        },
        new("another IPv6 address", "dual", "changed")
        {
            Dangers = ["outage"],
            After = [("tenants[0].host.ipv6Address", "\"2001:db8::99\"")],
            Told = ["Not served for a while: tenant-a"],
        },
        new("existing machines over WireGuard", "private", "changed")
        {
            Dangers = ["network-switched"],
            After = [("cluster.network", "\"public\"")],
        },
    ];
}
