using Infra.Offline.Generator;
using Infra.Tests.Upstream;
using Xunit;

namespace Infra.Tests.Offline.Generator;

public class GeneratedSourcesTests
{
    private static string OfflineRoot => Path.Combine(SharedFolder.Checkout, "offline");

    private static string Schemas => UpstreamFiles.Path("pulumi");

    [UpstreamFact("pulumi/")]
    public void The_committed_provider_classes_are_what_the_generator_writes()
    {
        var generated = ProviderSources.Generate(Schemas, Path.Combine(OfflineRoot, "generator", "resources.txt"));
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
        var file = Path.Combine(OfflineRoot, "generator", "resources.txt");

        var inOrder = ProviderSources.Generate(Schemas, file);
        var reversed = GenerateFrom([.. File.ReadLines(file).Reverse()]);

        Assert.Equal(inOrder, reversed);
        Assert.All(inOrder, source => Assert.DoesNotContain('\r', source.Value));
    }

    [UpstreamFact("pulumi/")]
    public void A_resource_that_the_schema_lacks_is_refused_with_its_place_in_the_list()
    {
        var mistake = Assert.Throws<GeneratorException>(() => GenerateFrom(["# servers", "hcloud:index/servr:Servr"]));

        Assert.Contains("resources.txt:2: ", mistake.Message);
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
        var sources = GenerateFrom(["kubernetes:core/v1:Secret", "tls:index/privateKey:PrivateKey"]);

        Assert.Contains("\"stringData\",", sources["Pulumi.Kubernetes/Core/V1/Secret.g.cs"]);
        Assert.Contains("Output.CreateSecret", sources["Pulumi.Kubernetes/Types/Inputs/Core/V1/SecretArgs.g.cs"]);
        Assert.Contains("\"privateKeyOpenssh\",", sources["Pulumi.Tls/PrivateKey.g.cs"]);
    }

    private static IReadOnlyDictionary<string, string> GenerateFrom(string[] tokens)
    {
        var folder = Directory.CreateTempSubdirectory("generator-");
        try
        {
            var list = Path.Combine(folder.FullName, "resources.txt");
            File.WriteAllLines(list, tokens);
            return ProviderSources.Generate(Schemas, list);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
