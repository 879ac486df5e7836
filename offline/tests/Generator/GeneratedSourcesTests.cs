using Infra.Offline.Generator;
using Infra.Tests.Upstream;
using Xunit;

namespace Infra.Offline.Tests.Generator;

public class GeneratedSourcesTests
{
    private static string OfflineRoot => Path.Combine(SharedFolder.Checkout, "offline");

    private static string Schemas => UpstreamFiles.Path("pulumi");

    [UpstreamFact("pulumi/")]
    public void The_committed_provider_classes_are_what_the_generator_writes()
    {
        var generated = ProviderSources.Generate(Schemas, Path.Combine(OfflineRoot, "generator", "in-use.txt"));
        var committed = OfflineFolder.Read(OfflineRoot);

        var differing = generated.Keys.Union(committed.Keys)
            .Where(path => generated.GetValueOrDefault(path) != committed.GetValueOrDefault(path))
            .ToList();

        Assert.True(differing.Count == 0,
            "Run the generator (./build.sh stand-ins); these files differ from what it writes:\n"
            + string.Join('\n', differing));
    }

    [UpstreamFact("pulumi/")]
    public void The_same_schemas_give_the_same_text_whatever_the_order_of_the_list()
    {
        var file = Path.Combine(OfflineRoot, "generator", "in-use.txt");

        var inOrder = ProviderSources.Generate(Schemas, file);
        var reversed = GenerateFrom([.. File.ReadLines(file).Reverse()]);

        Assert.Equal(inOrder, reversed);
        Assert.All(inOrder, source => Assert.DoesNotContain('\r', source.Value));
    }

    [UpstreamFact("pulumi/")]
    public void A_resource_that_the_schema_lacks_is_refused_with_its_place_in_the_list()
    {
        var mistake = Assert.Throws<GeneratorException>(() => GenerateFrom(["# servers", "hcloud:index/servr:Servr"]));

        Assert.Contains("in-use.txt:2: ", mistake.Message);
        Assert.Contains("hcloud:index/servr:Servr", mistake.Message);
    }

    [UpstreamFact("pulumi/")]
    public void A_package_without_a_schema_is_refused_with_its_name()
    {
        var mistake = Assert.Throws<GeneratorException>(() => GenerateFrom(["cloudflare:index/record:Record"]));

        Assert.Contains("\"cloudflare\"", mistake.Message);
    }

    [UpstreamFact("pulumi/")]
    public void Secrets_of_a_resource_stay_secret_on_the_way_in_and_out()
    {
        var sources = GenerateFrom(["kubernetes:core/v1:Secret", "tls:index/privateKey:PrivateKey privateKeyOpenssh"]);

        var inputs = Line(sources["Pulumi.Kubernetes.g.cs"], "public InputMap<string> StringData ");
        Assert.Contains("set => field = value is null ? null! : (InputMap<string>)Output.CreateSecret(value.ToOutput());", inputs);
        Assert.Contains("AdditionalSecretOutputs = { \"data\", \"stringData\" }", sources["Pulumi.Kubernetes.g.cs"]);
        Assert.Contains("\"privateKeyOpenssh\"", Line(sources["Pulumi.Tls.g.cs"], "AdditionalSecretOutputs"));
    }

    [UpstreamFact("pulumi/")]
    public void A_resource_is_known_by_the_types_of_older_API_versions_too() => Assert.Contains(
        "Aliases = { new Alias { Type = \"kubernetes:extensions/v1beta1:NetworkPolicy\" } }",
        GenerateFrom(["kubernetes:networking.k8s.io/v1:NetworkPolicy"])["Pulumi.Kubernetes.g.cs"]);

    [UpstreamFact("pulumi/")]
    public void Outputs_are_those_that_are_listed_and_inputs_all_whose_types_are()
    {
        const string Labels = "public InputMap<string> Labels ", Networks = " Networks ";
        const string ServerToken = "hcloud:index/server:Server", NetworkToken = "hcloud:index/ServerNetwork:ServerNetwork";

        var server = GenerateFrom([$"{ServerToken} ipv4Address"])["Pulumi.HCloud.g.cs"];
        var networks = GenerateFrom([ServerToken, NetworkToken])["Pulumi.HCloud.g.cs"];

        Assert.Equal("[Output(\"ipv4Address\")]", Line(server, "[Output(").Trim());
        Assert.Contains(Labels, server);
        Assert.DoesNotContain(Networks, server);
        Assert.Contains(Networks, networks);
        Assert.DoesNotContain("[Output(", networks);
    }

    [UpstreamFact("pulumi/")]
    public void An_output_that_a_resource_lacks_is_refused_with_those_that_it_has()
    {
        var mistake = Assert.Throws<GeneratorException>(() => GenerateFrom(["tls:index/privateKey:PrivateKey privateKeyOpenSsh"]));

        Assert.StartsWith("in-use.txt:1: tls:index/privateKey:PrivateKey has no \"privateKeyOpenSsh\"; it has ", mistake.Message);
        Assert.Contains(", privateKeyOpenssh, ", mistake.Message);
    }

    /// <summary>The only line of a text that has a part.</summary>
    private static string Line(string text, string part) =>
        Assert.Single(text.Split('\n'), line => line.Contains(part, StringComparison.Ordinal));

    private static IReadOnlyDictionary<string, string> GenerateFrom(string[] tokens)
    {
        var folder = Directory.CreateTempSubdirectory("generator-");
        try
        {
            var list = Path.Combine(folder.FullName, "in-use.txt");
            File.WriteAllLines(list, tokens);
            return ProviderSources.Generate(Schemas, list);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
