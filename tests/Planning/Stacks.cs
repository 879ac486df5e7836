using System.Text.Json.Nodes;
using CsCheck;
using Infra.Components.Ingress;
using Infra.Tests.Settings;

namespace Infra.Tests.Planning;

/// <summary>Settings for every way to build a cluster: chosen ones, and random ones.</summary>
internal static class Stacks
{
    private const string Peers =
        """{ "asn": 64512, "peers": [{ "address": "203.0.113.254", "asn": 64513 }, { "address": "203.0.113.253", "asn": 64514 }] }""";

    public static IEnumerable<(string Label, JsonObject Settings)> Named =>
    [
        ("public", Hcloud("\"public\"")),
        ("public-3", Hcloud("\"public\"").With("cluster.controlPlane.count", "3").With("cluster.protect", "true")),
        ("floating", Hcloud("\"private\"").With("tenants[1].address", "\"floating\"")
            .With("tenants[0].redirectToHttps", "false").With("tenants[1].redirectToHttps", "false")),
        ("open", Hcloud("\"public\"").With("cluster.controlPlane.openToTheWorld", "true")),
        ("self-signed", Hcloud("\"private\"").With("cluster.certificates", """{ "issuer": "self-signed" }""")),
        ("ssh", SettingsText.Ssh()),
        ("administered", SettingsText.Ssh()
            .With("cluster.controlPlane", """{ "count": 3, "hosts": ["203.0.113.1", "203.0.113.2", "203.0.113.3"] }""")
            .With("cluster.administrators", """{ "cidrs": ["198.51.100.0/24", "2001:db8:5::/48"] }""")
            .With("tenants[0].access", """{ "cidrs": ["192.0.2.0/28"] }""")
            .With("tenants[1].host.privateAddress", "\"10.1.0.12\"")),
        ("translated", SettingsText.Ssh()
            .With("cluster.network", "\"private\"")
            .With("cluster.controlPlane.hosts[0]", """{ "address": "203.0.113.1", "privateAddress": "10.0.0.1" }""")
            .With("tenants[0].host", """{ "address": "203.0.113.11", "privateAddress": "10.0.0.2" }""")
            .With("tenants[0].address", "\"10.0.0.2\"")
            .With("tenants[1].host.privateAddress", "\"10.0.0.4\"")),
        ("bgp", SettingsText.Ssh().With("cluster.bgp", Peers)),
        ("dual-stack", DualStack(SettingsText.Ssh())),
        ("controllers", Controllers()),
        ("namespaces", Hcloud("\"private\"")
            .With("tenants[0].namespaces", """["staging", { "name": "review", "share": 10 }]""")
            .With("tenants[0].registries", """["ghcr.io/acme", "docker.io/library"]""")
            .With("tenants[1].namespaces", """["staging"]""")),
        ("access", Access(Hcloud("\"public\""))),
        ("access-ssh", Access(SettingsText.Ssh())),
    ];

    /// <summary>Random valid settings; among the SSH ones some with BGP, dual-stack networks and IPv6 addresses.</summary>
    public static readonly Gen<JsonObject> Random = Gen.Select(RandomSettings.Any, Gen.Bool, Gen.Bool, (settings, bgp, dualStack) =>
    {
        var stack = settings.DeepClone().AsObject();
        if (stack["cluster"]!["provider"]!.GetValue<string>() != "ssh") return stack;
        if (bgp) stack.With("cluster.bgp", Peers);
        return dualStack ? DualStack(stack) : stack;
    });

    private static JsonObject Hcloud(string network) =>
        SettingsText.Hcloud().With("cluster.network", network).With("tenants[1].ingress", "\"nginx\"");

    /// <summary>An identity provider, of whose people each tenant has some, and addresses that they come from.</summary>
    private static JsonObject Access(JsonObject settings) => settings
        .With("cluster.oidc", """{ "issuer": "https://login.example.com", "audiences": ["kubernetes", "ci"], "prefix": "corp:" }""")
        .With("tenants[0].access", """
            {
              "groups": ["a-developers", "system:masters"], "users": ["anna@example.com"], "token": "2026-11",
              "cidrs": ["198.51.100.0/28"]
            }
            """)
        .With("tenants[1].access", """{ "groups": ["b-developers"], "cidrs": ["198.51.100.0/28", "198.51.100.64/28"] }""");

    /// <summary>A tenant of each ingress controller, with its name.</summary>
    private static JsonObject Controllers()
    {
        var settings = SettingsText.Hcloud();
        settings["tenants"] = new JsonArray([.. IngressControllers.All.Select(controller =>
            new JsonObject { ["name"] = controller.Word, ["serverType"] = "cpx12", ["ingress"] = controller.Word })]);
        return settings;
    }

    /// <summary>Gives every host an IPv6 address, and every third tenant one to be served at.</summary>
    private static JsonObject DualStack(JsonObject settings)
    {
        var network = settings["cluster"]!["network"]!;
        var type = network is JsonObject map ? map.DeepClone().AsObject() : new JsonObject { ["type"] = network.GetValue<string>() };
        type["dualStack"] = true;
        settings["cluster"]!["network"] = type;
        var hosts = settings["cluster"]!["controlPlane"]!["hosts"]!.AsArray();
        for (var index = 0; index < hosts.Count; index++) hosts[index] = WithIpv6(hosts[index]!, 1 + index);
        var tenants = settings["tenants"]!.AsArray();
        for (var index = 0; index < tenants.Count; index++)
        {
            tenants[index]!["host"] = WithIpv6(tenants[index]!["host"]!, 100 + index);
            if (index % 3 == 0) tenants[index]!["address"] = $"2001:DB8:1:0::{1 + index}";
        }

        return settings;
    }

    private static JsonObject WithIpv6(JsonNode host, int number)
    {
        var map = host is JsonObject given ? given.DeepClone().AsObject() : new JsonObject { ["address"] = host.GetValue<string>() };
        map["ipv6Address"] = $"2001:DB8:0::{number}";
        return map;
    }
}
