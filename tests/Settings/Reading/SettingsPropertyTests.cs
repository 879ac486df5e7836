using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;
using Infra.Stacks.Settings;
using Infra.Tests.Providers;
using Xunit;

namespace Infra.Tests.Settings.Reading;

public partial class SettingsPropertyTests
{
    // Each breaks one thing that no other one touches.
    private static readonly (string Path, string? Json)[] Mistakes =
    [
        ("cluster.name", "\"Main!\""), ("cluster.network", "\"vpn\""), ("cluster.k3sVersion", "\"stable\""),
        ("cluster.controlPlane.count", "2"),
        ("cluster.certificates.issuer", "\"me\""), ("cluster.protect", "\"maybe\""), ("cluster.unknown", "1"),
        ("cluster.certificates.email", "7"),
        ("tenants[0].name", "\"A b\""), ("tenants[0].domains", "3"), ("tenants[1].ingress", "\"apache\""),
        ("tenants[1].quota", "{\"pods\": 0}"),
        ("tenants[1].labels", "{\"node-pool\": \"x\"}"), ("tenants[1].colour", "\"red\""), ("other", "{}"),
    ];

    private static readonly Gen<string> Scalar = Gen.OneOf(
        RandomSettings.OneOf(
            "null", "true", "-1", "1e999", "0.5", "\"\"", "\"private\"", "\"::\"", "\"10.0.0.0/8\"", "\"\\ud800\"", "\"a.b\"",
            "\"primary\"", "\"ssh\"", "\"hcloud\""),
        Gen.String.Select(text => JsonValue.Create(text)!.ToJsonString()));

    private static readonly Gen<string> Key = RandomSettings.OneOf(
        "name", "provider", "network", "type", "range", "controlPlane", "hosts", "count", "entry", "host", "address", "domains", "quota",
        "cpu",
        "labels", "administrators", "cidrs", "sshPublicKeys", "bgp", "peers", "asn", "x", "", "name");

    private static readonly Gen<string> Garbage = Gen.Recursive<string>((depth, inner) => depth > 3
        ? Scalar
        : Gen.Frequency(
            (2, Scalar),
            (3, Gen.Select(Key, inner, (key, value) => $"\"{key}\": {value}").Array[0, 6]
                .Select(members => $"{{{string.Join(", ", members)}}}")),
            (2, inner.Array[0, 4].Select(items => $"[{string.Join(", ", items)}]"))));

    [Fact]
    public void Valid_settings_load_and_give_what_was_put_in() => RandomSettings.Any.Sample(
        json =>
        {
            var settings = json.Load();
            var tenants = json["tenants"]!.AsArray();
            Assert.Equal(tenants.Select(tenant => (string)tenant!["name"]!), settings.Tenants.Select(tenant => tenant.Name));
            Assert.Equal((int)json["cluster"]!["controlPlane"]!["count"]!, settings.Cluster.ControlPlane.Count);
            foreach (var (tenant, loaded) in tenants.Zip(settings.Tenants))
            {
                Assert.Equal(tenant!["domains"]!.AsArray().Select(domain => (string)domain!), loaded.Domains);
                Assert.Equal((string)tenant["ingress"]!, loaded.Ingress.Word);
                if (tenant["quota"] is { } quota) Assert.Equal(KeptForms.Quantity((string)quota["memory"]!), loaded.Quota.Memory);
            }
        },
        iter: 200);

    [Fact]
    public void Whatever_is_wrong_is_told_as_a_problem_of_the_settings() => Gen.Select(Garbage, Garbage).Sample(
        (cluster, tenants) =>
        {
            var configuration = new Dictionary<string, string> { ["infra:cluster"] = cluster, ["infra:tenants"] = tenants };
            var exception = Record.Exception(() => SettingsLoader.Load(configuration));
            var lines = Assert.IsType<SettingsException>(exception).Message.Split('\n').Skip(1);
            Assert.All(lines, line => Assert.Contains("; ", line, StringComparison.Ordinal));
        },
        iter: 2000);

    [Fact]
    public void Any_text_at_any_place_gives_settings_or_problems() =>
        Gen.Select(RandomSettings.Any, Gen.Int[0, int.MaxValue], Garbage).Sample(
            (json, seed, garbage) =>
            {
                var places = Places(json, "").ToList();
                var text = garbage.Contains("\\ud8", StringComparison.Ordinal) ? "{}" : garbage;
                var exception = Record.Exception(() => json.With(places[seed % places.Count], text).Load());
                if (exception is not null) Assert.IsType<SettingsException>(exception);
            },
            iter: 1000);

    private static readonly Gen<string> Slip = RandomSettings.OneOf(
        "Acme!", "TENANT-A", "Kube-System", "Default", "Control-Plane-1", "-", "7", "10.0.0.7/8", "0.0.0.0", "203.0.113.7",
        "Shop.Example.COM", "https://a.example.com/", "ngnix", "floatin", "privte", "hcluod", "stable", "index.docker.io/acme",
        "ghcr.io/acme:v1", "10.9.9.9", "2", "letsencrypt-stagin", "true", "1.5");

    // A person who does as they are told isn't told the same place again.
    [Fact]
    public void What_is_proposed_is_taken() => Gen.Select(
        RandomSettings.Any, Gen.Select(Gen.Int[0, int.MaxValue], Slip).Array[1, 6]).Sample((json, slips) =>
        {
            foreach (var (seed, slip) in slips)
            {
                var places = Scalars(json, "").ToList();
                json.With(places[seed % places.Count], JsonValue.Create(slip).ToJsonString());
            }

            var proposals = ProblemsOf(json).Select(problem => (problem.Path, Proposed: Proposed().Match(problem.Fix)))
                .Where(problem => problem.Proposed.Success && !problem.Path.Contains('\'', StringComparison.Ordinal)).ToList();
            foreach (var (path, proposed) in proposals.DistinctBy(proposal => proposal.Path))
                json.With(path, JsonValue.Create(proposed.Groups.Values.Skip(1).First(group => group.Success).Value).ToJsonString());

            Assert.Empty(ProblemsOf(json).Select(problem => problem.Path).Intersect(proposals.Select(proposal => proposal.Path)));
        },
        iter: 600,
        print: made => $"{made.Item1.ToJsonString()} {string.Join(' ', made.Item2)}");

    private static SettingsProblem[] ProblemsOf(JsonObject json) =>
        Record.Exception(() => json.Load()) is SettingsException mistakes ? [.. mistakes.Problems.Take(20)] : [];

    private static IEnumerable<string> Scalars(JsonNode json, string path) => Places(json, path)
        .Where(place => !place.Contains("labels", StringComparison.Ordinal) && At(json, place) is JsonValue);

    private static JsonNode? At(JsonNode json, string path) => path
        .Replace("[", ".#", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.')
        .Aggregate((JsonNode?)json, (node, step) => step[0] == '#' ? node![int.Parse(step[1..])] : node![step]);

    [GeneratedRegex(@"^(?:try '([^']+)'|did you mean '([^']+)'\?|put it in quotes: ""([^""]+)""|use one such as ([0-9.]+)|use ([13]))$")]
    private static partial Regex Proposed();

    [Fact]
    public void A_tenants_address_and_group_do_not_depend_on_the_others() => RandomSettings.Any.Sample(
        json =>
        {
            var all = json.Load().Tenants;
            for (var index = 0; index < all.Length; index++)
            {
                var alone = json.DeepClone().AsObject();
                alone["tenants"] = new JsonArray(json["tenants"]![index]!.DeepClone());
                var tenant = alone.Load().Tenants[0];
                Assert.Equal((all[index].PrivateAddress, all[index].PlacementGroup), (tenant.PrivateAddress, tenant.PlacementGroup));
            }
        },
        iter: 60);

    [Fact]
    public void Each_mistake_adds_a_problem() => Gen.Shuffle(Mistakes).Sample(
        mistakes =>
        {
            var settings = SettingsText.Hcloud();
            for (var count = 1; count <= mistakes.Length; count++)
            {
                settings.With(mistakes[count - 1].Path, mistakes[count - 1].Json);
                Assert.Equal(count, settings.Problems().Length);
            }
        },
        iter: 100);

    private static IEnumerable<string> Places(JsonNode? node, string path) => node switch
    {
        JsonObject map => map.Where(member => !member.Key.Contains('.', StringComparison.Ordinal))
            .Select(member => (Path: path.Length == 0 ? member.Key : $"{path}.{member.Key}", member.Value))
            .SelectMany(member => Places(member.Value, member.Path).Prepend(member.Path)),
        JsonArray list => list.SelectMany((item, index) => Places(item, $"{path}[{index}]").Prepend($"{path}[{index}]")),
        _ => [],
    };
}
