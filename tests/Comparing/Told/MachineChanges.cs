namespace Infra.Tests.Comparing.Told;

/// <summary>Changes of machines and what runs on them.</summary>
internal static class MachineChanges
{
    private static readonly string Sum = $"\"{new string('a', 64)}\"";

    public static readonly ToldChange[] All =
    [
        new("a tenant's larger server", "prod", "changed")
        {
            Dangers = ["outage"],
            After = [("tenants[1].serverType", "\"cpx22\"")],
            Told = ["Not served for a while: globex.example.com"],
        },
        new("a tenant's smaller server", "prod", "changed")
        {
            Dangers = ["server-type-refused"],
            After = [("tenants[0].serverType", "\"cpx12\"")],
        },
        new("a larger single server", "dev", "changed")
        {
            Dangers = ["outage"],
            After = [("cluster.controlPlane.serverType", "\"cpx32\"")],
        },
        new("three larger servers", "prod", "")
        {
            After = [("cluster.controlPlane.serverType", "\"cpx32\"")],
            Told = ["ignored: control-plane-1 serverType", "ignored: control-plane-2 serverType", "ignored: control-plane-3 serverType"],
        },
        new("another image", "prod", "")
        {
            After = [("cluster.image", "\"ubuntu-24.04\"")],
            Told =
            [
                "ignored: control-plane-1 image",
                "ignored: control-plane-2 image",
                "ignored: control-plane-3 image",
                "ignored: acme-node image",
                "ignored: globex-node image",
                "ignored: initech-node image",
            ],
        },
        new("one of three servers rebuilt", "prod", "replaced")
        {
            Dangers = ["data-lost", "node-replaced", "protected-removed"],
            After = [("cluster.controlPlane.rebuild", """{"server":2,"why":"x"}""")],
        },
        new("one of three public servers rebuilt", "prod", "replaced")
        {
            Dangers = ["data-lost", "node-replaced", "protected-removed"],
            Before = [("cluster.network", "\"public\"")],
            After = [("cluster.network", "\"public\""), ("cluster.controlPlane.rebuild", """{"server":2,"why":"x"}""")],
        },
        new("the only server rebuilt", "dev", "changed replaced")
        {
            Dangers = ["data-lost", "node-replaced"],
            After = [("cluster.controlPlane.rebuild", """{"server":1,"why":"x"}""")],
        },
        new("a tenant's server rebuilt", "prod", "changed replaced")
        {
            Dangers = ["data-lost", "node-replaced"],
            After = [("tenants[0].rebuild", "\"x\"")],
            Told = ["Not served for a while: acme.example.com, shop.acme.example.com"],
        },
        new("another entry", "prod", "changed replaced")
        {
            After = [("cluster.controlPlane.entry", "2")],
        },
        new("three servers instead of one", "dev", "added changed")
        {
            Dangers = ["outage"],
            After = [("cluster.controlPlane.count", "3")],
        },
        new("one server instead of three", "prod", "changed removed")
        {
            Dangers = ["address-released", "control-plane-at-once", "data-lost", "node-replaced", "protected-removed"],
            After = [("cluster.controlPlane.count", "1")],
        },
        new("another location", "prod", "changed replaced")
        {
            Dangers = ["address-changed", "address-released", "control-plane-at-once", "data-lost", "node-replaced", "protected-removed"],
            After = [("cluster.location", "\"fsn1\"")],
            Told =
            [
                "Not served for a while: acme.example.com, shop.acme.example.com, globex.example.com, initech.example.com, "
                + "api.initech.example.com",
                "DNS must follow: globex.example.com, initech.example.com, api.initech.example.com, the control plane's endpoint",
            ],
        },
        new("another location of a tenant", "prod", "changed replaced")
        {
            Dangers = ["address-changed", "address-released", "data-lost", "node-replaced", "protected-removed"],
            After = [("tenants[1].location", "\"hel1\"")],
            Told = ["Not served for a while: globex.example.com", "DNS must follow: globex.example.com"],
        },
        new("another location at a floating address", "prod", "changed replaced")
        {
            Dangers = ["address-released", "data-lost", "node-replaced", "protected-removed"],
            After = [("tenants[0].location", "\"hel1\"")],
            Told = ["Not served for a while: acme.example.com, shop.acme.example.com"],
        },
        new("no placement group", "prod", "changed removed replaced")
        {
            Dangers = ["data-lost", "node-replaced"],
            After = [("tenants[0].placementGroup", "\"none\"")],
            Told = ["Not served for a while: acme.example.com, shop.acme.example.com"],
        },
        new("no protection", "prod", "changed")
        {
            Dangers = ["protection-lifted"],
            After = [("cluster.protect", "false")],
        },
        new("protection", "dev", "changed")
        {
            After = [("cluster.protect", "true")],
        },
        new("another name of the cluster", "prod", "added changed removed replaced")
        {
            Dangers = ["control-plane-at-once", "data-lost", "node-drained", "people-locked-out"],
            After = [("cluster.name", "\"live\"")],
            Told =
            [
                "Not served for a while: acme.example.com, shop.acme.example.com, globex.example.com, initech.example.com, "
                + "api.initech.example.com",
                "Can't log in any more: whoever has acme's kubeconfig, whoever has globex's kubeconfig, "
                + "whoever has initech's kubeconfig",
            ],
        },
        new("a tenant's other machine", "plain", "changed replaced")
        {
            Dangers = ["address-changed", "data-lost", "node-replaced"],
            After = [("tenants[0].host", "\"203.0.113.99\"")],
            Told = ["Not served for a while: tenant-a", "DNS must follow: tenant-a"],
        },
        new("the only server on another machine", "plain", "changed replaced")
        {
            Dangers = ["address-changed", "data-lost", "node-replaced"],
            After = [("cluster.controlPlane.hosts", """["203.0.113.2"]""")],
            Told = ["DNS must follow: the control plane's endpoint"],
        },
        new("another port of SSH", "ssh", "changed")
        {
            After = [("tenants[1].host.port", "2222")],
        },
        new("a patch of K3s", "prod", "changed")
        {
            After = [("cluster.k3sVersion", "\"v1.36.5+k3s1\"")],
        },
        new("the installer's checksum", "prod", "changed")
        {
            After = [("cluster.k3sInstallerSha256", Sum)],
        },
        new("a mirror", "prod", "changed")
        {
            After = [("cluster.k3sMirror", "\"https://mirror.example.com/k3s\"")],
        },
    ];
}
