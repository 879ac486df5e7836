using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Components.Guards;
using Infra.Conformance;
using Infra.Planning;
using Infra.Tests.Planning;
using Xunit;

namespace Infra.Tests.Guards;

/// <summary>What guards decide at the limits of the settings, within what the API server lets one expression cost.</summary>
public sealed class LimitTests
{
    private const int NamesOfCertificate = 100;
    private const int Registries = 100;
    private const int Containers = 100;

    private const string Foreign = "foreign.example.org";

    private static readonly Lazy<Plan> Largest = new(() => Stack().Plan);

    [PolicyCheckFact]
    public void As_many_domains_as_a_tenant_may_have_can_be_served_by_one_Ingress_and_one_that_is_not_among_them_is_refused()
    {
        var hosts = Domains.Select(Host).ToList();
        Assert.All(Decide(Ingress(hosts), Ingress([.. hosts.Skip(1), "kunde-0001.a.example.net"])), AssertAllowed);
        AssertDenied(Decide(Ingress([.. hosts.Skip(1), Foreign]))[0], $"hosts that aren't among the tenant's domains: {Foreign}");
    }

    [PolicyCheckFact]
    public void A_certificate_may_have_as_many_names_as_an_authority_signs()
    {
        var names = Domains.Select(Host).TakeLast(NamesOfCertificate).ToList();
        Assert.All(Decide(Certificate(names)), AssertAllowed);
        AssertDenied(Decide(Certificate([.. names.Skip(1), Foreign]))[0], Foreign);
    }

    [PolicyCheckFact]
    public void A_refusal_of_many_hosts_is_one_that_can_be_read() => AssertDenied(
        Decide(Ingress([.. Enumerable.Range(0, TenantAnnotations.MostDomains).Select(number => $"kunde-{number:D4}.{Foreign}")]))[0],
        " …; its domains are");

    [PolicyCheckFact]
    public void Images_of_many_containers_are_looked_up_among_many_registries()
    {
        Assert.All(Decide(Pod("registry-099.example.com/team/web:1.0")), AssertAllowed);
        AssertDenied(Decide(Pod($"{Foreign}/web:1.0"))[0], "comes from elsewhere");
    }

    [PolicyCheckFact]
    public void A_network_policy_may_have_as_many_peers_as_nodes_keep()
    {
        Assert.All(Decide(Policy(50, 1), Policy(1, 99), Policy(100, 0)), AssertAllowed);
        AssertDenied(Decide(Policy(1000, 0))[0], "more than 100 peers");
    }

    private static ImmutableArray<string> Domains =>
    [
        .. Enumerable.Range(0, TenantAnnotations.MostDomains - 1).Select(number => $"kunde-{number:D4}.shops.example.net"),
        "*.a.example.net",
    ];

    private static string Host(string domain) => domain.Replace("*", "web", StringComparison.Ordinal);

    private static PlannedStack Stack()
    {
        var settings = GuardedStack.Current.Settings;
        return new PlannedStack(CaseStack.Name, settings with
        {
            Cluster = settings.Cluster with { ControlPlane = settings.Cluster.ControlPlane with { Count = 3 } },
            Tenants =
            [
                .. settings.Tenants.Select(tenant => tenant.Name == "shop"
                    ? tenant with
                    {
                        Domains = Domains,
                        Registries = [.. Enumerable.Range(0, Registries).Select(number => $"registry-{number:D3}.example.com/team")],
                    }
                    : tenant),
            ],
        });
    }

    private static ImmutableArray<JsonObject> Decide(params IEnumerable<JsonObject> objects) =>
        PolicyCheck.Decide(Largest.Value, objects.Select((thing, index) => new JsonObject
        {
            ["name"] = $"{index}",
            ["user"] = new JsonObject { ["name"] = "sam", ["groups"] = new JsonArray("shop") },
            ["operation"] = "CREATE",
            ["expect"] = "allowed",
            ["object"] = thing,
        }));

    private static void AssertAllowed(JsonObject decision) =>
        Assert.True(decision["seen"]!.GetValue<string>() == "allowed", decision["messages"]!.ToJsonString());

    private static void AssertDenied(JsonObject decision, string message) =>
        Assert.Contains(message, string.Join('\n', decision["messages"].Texts()));

    private static JsonObject Ingress(List<string> hosts) => Made("networking.k8s.io/v1", "Ingress", new JsonObject
    {
        ["ingressClassName"] = "traefik-shop",
        ["tls"] = List(hosts.Chunk(NamesOfCertificate).Select((chunk, index) => new JsonObject
        {
            ["hosts"] = new JsonArray([.. chunk.Select(host => JsonValue.Create(host))]),
            ["secretName"] = $"tls-{index}",
        })),
        ["rules"] = List(hosts.Select(host => new JsonObject { ["host"] = host })),
    });

    private static JsonObject Certificate(List<string> names) => Made("cert-manager.io/v1", "Certificate", new JsonObject
    {
        ["secretName"] = "web-tls",
        ["dnsNames"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]),
        ["issuerRef"] = new JsonObject { ["name"] = "shop-issuer" },
    });

    private static JsonObject Pod(string image) => Made("v1", "Pod", new JsonObject
    {
        ["containers"] = List(Enumerable.Range(0, Containers).Select(number =>
            new JsonObject { ["name"] = $"c{number}", ["image"] = image })),
    });

    private static JsonObject Policy(int peers, int exceptions) => Made("networking.k8s.io/v1", "NetworkPolicy", new JsonObject
    {
        ["podSelector"] = new JsonObject(),
        ["egress"] = List([new JsonObject
        {
            ["to"] = List(Enumerable.Range(0, peers).Select(number => new JsonObject
            {
                ["ipBlock"] = new JsonObject
                {
                    ["cidr"] = $"{1 + (number % 8)}.{number % 256}.0.0/16",
                    ["except"] = new JsonArray([.. Enumerable.Range(0, exceptions).Select(exception =>
                        JsonValue.Create($"{1 + (number % 8)}.{number % 256}.{exception}.0/24"))]),
                },
            })),
        }]),
    });

    private static JsonObject Made(string apiVersion, string kind, JsonObject spec) => new()
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = "web", ["namespace"] = "tenant-shop" },
        ["spec"] = spec,
    };

    private static JsonArray List(IEnumerable<JsonObject> items) => new([.. items]);
}
