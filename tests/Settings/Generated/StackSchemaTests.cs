using System.Text.Json.Nodes;
using CsCheck;
using Infra.Components.K3s;
using Infra.Configuration;
using Infra.Stacks.Settings;
using NJsonSchema;
using Xunit;

namespace Infra.Tests.Settings.Generated;

public class StackSchemaTests
{
    private static readonly Project Project = Project.Find(AppContext.BaseDirectory);

    private static readonly JsonSchema Schema =
        JsonSchema.FromFileAsync(Path.Combine(Project.Root, "stacks", "stack.schema.json")).GetAwaiter().GetResult();

    public static TheoryData<string> Stacks => [.. Project.Stacks];

    [Theory]
    [MemberData(nameof(Stacks))]
    public void A_stack_of_the_project_is_accepted_by_both(string stack)
    {
        var configuration = StackFile.Read(Project, stack).Configuration;
        Assert.Equal(stack, SettingsLoader.Load(configuration).Cluster.Name);

        var config = new JsonObject([.. configuration.Select(pair => KeyValuePair.Create(pair.Key, JsonNode.Parse(pair.Value)))]);
        Assert.Empty(Schema.Validate(new JsonObject { ["config"] = config }.ToJsonString()));
    }

    [Fact]
    public void Valid_settings_are_accepted_by_both() => RandomSettings.Any.Sample(
        settings =>
        {
            Assert.Empty(settings.Problems());
            Assert.Empty(Complaints(settings));
        },
        iter: 100);

    [Fact]
    public void Whatever_the_loader_accepts_the_schema_accepts() => OddSettings.Of(RandomSettings.Any).Sample(
        settings =>
        {
            if (settings.Problems().Length == 0) Assert.Empty(Complaints(settings));
        },
        iter: 2000,
        print: settings => settings.ToJsonString());

    [Theory]
    [InlineData("hcloud", "cluster.nmae", "\"x\"")]
    [InlineData("hcloud", "cluster.name", null)]
    [InlineData("hcloud", "cluster.name", "\"Main\"")]
    [InlineData("hcloud", "cluster.name", "\"a-name-that-is-too-long\"")]
    [InlineData("hcloud", "cluster.name", "[]")]
    [InlineData("hcloud", "cluster.provider", "\"aws\"")]
    [InlineData("hcloud", "cluster.provider", null)]
    [InlineData("hcloud", "cluster.location", "\"N B\"")]
    [InlineData("hcloud", "cluster.image", "\"Debian 13\"")]
    [InlineData("hcloud", "cluster.network", "\"vpn\"")]
    [InlineData("hcloud", "cluster.network", "{\"range\": \"10.0.0.0/16\"}")]
    [InlineData("hcloud", "cluster.network", "{\"type\": \"private\", \"range\": \"203.0.113.0/24\"}")]
    [InlineData("hcloud", "cluster.network", "{\"type\": \"private\", \"range\": \"10.0.0.0/25\"}")]
    [InlineData("hcloud", "cluster.network", "{\"type\": \"private\", \"mtu\": 1450}")]
    [InlineData("hcloud", "cluster.k3sVersion", "\"stable\"")]
    [InlineData("hcloud", "cluster.k3sVersion", "\"v1.33.1+k3s1\"")]
    [InlineData("hcloud", "cluster.controlPlane", null)]
    [InlineData("hcloud", "cluster.controlPlane.count", "2")]
    [InlineData("hcloud", "cluster.controlPlane.entry", "0")]
    [InlineData("hcloud", "cluster.controlPlane.openToTheWorld", "\"yes\"")]
    [InlineData("hcloud", "cluster.controlPlane.endpoint", "\"https://k8s.example.com\"")]
    [InlineData("hcloud", "cluster.controlPlane.rebuild", "null")]
    [InlineData("hcloud", "cluster.administrators.cidrs", "[\"203.0.113.7\"]")]
    [InlineData("hcloud", "cluster.administrators.cidrs", "[\"203.0.113.0/24\", \"203.0.113.0/24\"]")]
    [InlineData("hcloud", "cluster.administrators.sshPublicKeys", "[\"ssh-ed25519\"]")]
    [InlineData("hcloud", "cluster.administrators.sshPublicKeys", "[\"-----BEGIN OPENSSH PRIVATE KEY-----\"]")]
    [InlineData("hcloud", "cluster.certificates.issuer", "\"zerossl\"")]
    [InlineData("hcloud", "cluster.certificates.email", "\"admin\"")]
    [InlineData("hcloud", "cluster.bgp", "{\"asn\": 0, \"peers\": [{\"address\": \"203.0.113.1\", \"asn\": 1}]}")]
    [InlineData("hcloud", "cluster.bgp", "{\"asn\": 1, \"peers\": []}")]
    [InlineData("hcloud", "cluster.protect", "1")]
    [InlineData("hcloud", "cluster", null)]
    [InlineData("hcloud", "tenants", null)]
    [InlineData("hcloud", "tenants", "{}")]
    [InlineData("hcloud", "tenant", "[]")]
    [InlineData("hcloud", "tenants[0]", "\"tenant-a\"")]
    [InlineData("hcloud", "tenants[0].name", null)]
    [InlineData("hcloud", "tenants[0].name", "\"control-plane-1\"")]
    [InlineData("hcloud", "tenants[0].name", "\"default\"")]
    [InlineData("hcloud", "tenants[0].serverType", "\"CPX 12\"")]
    [InlineData("hcloud", "tenants[0].address", "\"elastic\"")]
    [InlineData("hcloud", "tenants[0].address", "\"203.0.113\"")]
    [InlineData("hcloud", "tenants[0].domains", "[\"Shop.example.com\"]")]
    [InlineData("hcloud", "tenants[0].domains", "[\"localhost\"]")]
    [InlineData("hcloud", "tenants[0].domains", "[\"a.example.com\", \"a.example.com\"]")]
    [InlineData("hcloud", "tenants[0].ingress", "\"ingress-nginx\"")]
    [InlineData("hcloud", "tenants[0].quota", "{\"cpu\": \"two\"}")]
    [InlineData("hcloud", "tenants[0].quota", "{\"memory\": \"0\"}")]
    [InlineData("hcloud", "tenants[0].quota", "{\"pods\": 251}")]
    [InlineData("hcloud", "tenants[0].quota", "{\"gpu\": 1}")]
    [InlineData("hcloud", "tenants[0].labels", "{\"team\": \"a b\"}")]
    [InlineData("hcloud", "tenants[0].labels", "{\"team\": true}")]
    [InlineData("hcloud", "tenants[0].privateAddress", "\"fd00::1\"")]
    [InlineData("hcloud", "tenants[0].placementGroup", "41")]
    [InlineData("hcloud", "tenants[0].rebuild", "\"\"")]
    [InlineData("ssh", "tenants[0].host", "\"node.example.com\"")]
    [InlineData("ssh", "tenants[1].host.port", "0")]
    [InlineData("ssh", "tenants[1].host.user", "\"Root User\"")]
    [InlineData("ssh", "tenants[1].host.memory", "0")]
    [InlineData("ssh", "tenants[1].host.hostKey", "\"AAAA\"")]
    [InlineData("ssh", "tenants[1].host.bastion", "{\"user\": \"root\"}")]
    [InlineData("ssh", "tenants[1].host.ipv6Address", "\"203.0.113.1\"")]
    public void One_mistake_is_refused_by_both(string provider, string path, string? json)
    {
        Assert.Empty(Complaints(SettingsText.Base(provider)));
        var settings = SettingsText.Base(provider).With(path, json);

        Assert.NotEmpty(settings.Problems());
        Assert.NotEmpty(Complaints(settings));
    }

    [Fact]
    public void The_same_K3s_versions_are_accepted_by_both_and_by_the_program() => K3sVersionTexts.Sample(
        text =>
        {
            var settings = SettingsText.Hcloud().With("cluster.k3sVersion", JsonValue.Create(text).ToJsonString());
            var isAccepted = settings.Problems().Length == 0;
            Assert.Equal(isAccepted, !Complaints(settings).Any());
            if (isAccepted) Assert.Equal(text, K3sVersion.Parse(text).ToString());
        },
        iter: 2000);

    [Fact]
    public void Keys_of_other_namespaces_are_accepted() =>
        Assert.Empty(Schema.Validate(File(SettingsText.Hcloud(), ("hcloud:pollInterval", "1s"), ("pulumi:tags", "x"))));

    [Theory]
    [InlineData("infra:sshPrivateKey")]
    [InlineData("hcloud:token")]
    public void A_secret_in_plain_text_is_refused(string key) =>
        Assert.NotEmpty(Schema.Validate(File(SettingsText.Hcloud(), (key, "plain"))));

    [Theory]
    [InlineData("hcloud:token")]
    [InlineData("infra:sshPrivateKey")]
    public void An_encrypted_secret_is_accepted(string key)
    {
        var file = JsonNode.Parse(File(SettingsText.Hcloud()))!;
        file["config"]![key] = new JsonObject { ["secure"] = "AAAB" };

        Assert.Empty(Schema.Validate(file.ToJsonString()));
    }

    [Theory]
    [InlineData("protect")]
    [InlineData("infra:cluster")]
    [InlineData("\u00a0encryptedkey")]
    public void A_key_beside_the_settings_that_is_not_Pulumis_is_refused(string key)
    {
        var file = JsonNode.Parse(File(SettingsText.Hcloud()))!;
        file[key] = "true";

        Assert.NotEmpty(Schema.Validate(file.ToJsonString()));
    }

    [Theory]
    [InlineData("\u00a0infra:cluster")]
    [InlineData("infra\u00a0:cluster")]
    [InlineData("hcloud:\u00a0token")]
    [InlineData("hcloud:to\u200bken")]
    public void A_key_with_what_isnt_seen_is_refused(string key) =>
        Assert.NotEmpty(Schema.Validate(File(SettingsText.Hcloud(), (key, "x"))));

    [Fact]
    public void Pulumis_own_keys_are_accepted()
    {
        var file = JsonNode.Parse(File(SettingsText.Hcloud()))!;
        foreach (var key in StackKeys.Pulumis) file[key] = "x";

        Assert.Empty(Schema.Validate(file.ToJsonString()));
    }

    [Fact]
    public void Whatever_does_not_match_is_explained_and_each_default_is_accepted()
    {
        var nodes = Nodes(JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(Project.Root, "stacks", "stack.schema.json")))!).ToList();
        Assert.All(
            nodes.Where(node => node["pattern"] is JsonValue),
            node => Assert.StartsWith("must ", (string?)node["patternErrorMessage"], StringComparison.Ordinal));
        var defaults = nodes.Where(node => node["default"] is JsonValue).ToList();
        Assert.True(defaults.Count > 20);
        Assert.All(defaults, node =>
            Assert.Empty(JsonSchema.FromJsonAsync(node.ToJsonString()).GetAwaiter().GetResult().Validate(node["default"]!.ToJsonString())));
    }

    private static IEnumerable<JsonObject> Nodes(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(member => Nodes(member.Value)).Prepend(map),
        JsonArray list => list.SelectMany(Nodes),
        _ => [],
    };

    // Real versions, and ones that only look like them: leading zeros, numbers that are too long, something more at an end. (No line
    // break at the end: it is before one that $ matches in .NET's dialect, and not in JSON Schema's.)
    private static Gen<string> K3sVersionTexts { get; } = Gen.Select(
        Gen.Frequency((6, RandomSettings.OneOf("1", "2")), (1, RandomSettings.OneOf("0", "01", "9999", "99999"))),
        Gen.Frequency((6, Gen.Int[30, 120].Select(minor => $"{minor}")), (1, RandomSettings.OneOf("034", "0", "9", "3", "9999", "10000"))),
        Gen.Frequency((6, RandomSettings.OneOf("0", "4", "10")), (1, RandomSettings.OneOf("04", "00", "9999", "99999999999"))),
        Gen.Frequency((6, RandomSettings.OneOf("1", "2", "10")), (1, RandomSettings.OneOf("0", "01", "9999", "10000"))),
        Gen.Frequency((6, Gen.Const("v")), (1, RandomSettings.OneOf("", " v", "V"))),
        Gen.Frequency((6, Gen.Const("")), (1, RandomSettings.OneOf(" ", "-rc1", ".0", "\u0661"))),
        (major, minor, patch, release, start, end) => $"{start}{major}.{minor}.{patch}+k3s{release}{end}");

    private static IEnumerable<object> Complaints(JsonObject settings) => Schema.Validate(File(settings));

    private static string File(JsonObject settings, params (string Key, string Value)[] others)
    {
        var config = new JsonObject([.. settings.Select(pair => KeyValuePair.Create($"infra:{pair.Key}", pair.Value?.DeepClone()))]);
        foreach (var (key, value) in others) config[key] = value;
        return new JsonObject { ["config"] = config }.ToJsonString();
    }
}
