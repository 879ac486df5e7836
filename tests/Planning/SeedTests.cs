using Infra.Planning;
using Infra.Rendering;
using Xunit;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Planning;

/// <summary>
/// The article that the design began with (metallb-for-multi-node-k3s-ingress.txt): each of its objects is in dev's plan.
/// </summary>
public sealed class SeedTests
{
    private const string SeedPool = "metallb.universe.tf/address-pool";

    [Theory]
    [InlineData("tenant-a")]
    [InlineData("tenant-b")]
    public void Each_tenant_has_the_articles_pool_announcement_and_annotation(string tenant)
    {
        var plan = PlannedStack.Dev.Plan;
        var pool = plan.Object("IPAddressPool", "metallb-system", $"{tenant}-pool");
        Assert.Equal("metallb.io/v1beta1", pool.Text("apiVersion"));
        Assert.EndsWith("/32", Assert.Single(pool.At("spec", "addresses").Texts()), StringComparison.Ordinal);
        var advertisement = plan.Object("L2Advertisement", "metallb-system", $"{tenant}-l2");
        Assert.Equal("metallb.io/v1beta1", advertisement.Text("apiVersion"));
        Assert.Equal([$"{tenant}-pool"], advertisement.At("spec", "ipAddressPools").Texts());
        var values = PlanFiles.Render(plan)[$"helm/{tenant}-ingress.values.yaml"];
        Assert.Contains($"metallb.io/address-pool: {tenant}-pool", values, StringComparison.Ordinal);
        var registration = plan.Named(PlanQueries.Command, $"dev-{tenant}-register").Text("create")!;
        Assert.Contains($"node-pool={tenant} ", registration, StringComparison.Ordinal);
    }

    [SharedFact]
    public void Every_object_that_the_article_shows_for_two_tenants_is_in_the_plan()
    {
        var plan = PlannedStack.Dev.Plan;
        var objects = Documents()
            .Where(document => document.Children.ContainsKey("kind"))
            .Where(document => Tenant(Name(document)) is "tenant-a" or "tenant-b")
            .ToList();
        Assert.Equal(4, objects.Count);
        Assert.All(objects, seed =>
        {
            var planned = plan.Object(Scalar(seed["kind"]), "metallb-system", Name(seed));
            Assert.Equal(Scalar(seed["apiVersion"]), planned.Text("apiVersion"));
            foreach (var (key, value) in ((YamlMappingNode)seed["spec"]).Children)
                AssertCovers(Scalar(key), (YamlSequenceNode)value, planned);
        });
    }

    [SharedFact]
    public void Every_Service_that_the_article_gives_a_pool_asks_for_that_pool_in_the_plan()
    {
        var pools = Documents().Where(document => document.Children.ContainsKey("service"))
            .Select(document => (YamlMappingNode)document["service"])
            .Where(service => service.Children.ContainsKey("annotations"))
            .Select(service => Scalar(service["annotations"][SeedPool]))
            .ToList();
        Assert.Equal(["tenant-a-pool", "tenant-b-pool"], pools);
        var files = PlanFiles.Render(PlannedStack.Dev.Plan);
        Assert.All(pools, pool =>
        {
            var values = files[$"helm/{Tenant(pool)}-ingress.values.yaml"];
            // The annotation's name of today; the article's is what MetalLB read before 0.13.
            Assert.Contains($"metallb.io/address-pool: {pool}", values, StringComparison.Ordinal);
            Assert.Contains("type: LoadBalancer", values, StringComparison.Ordinal);
        });
    }

    private static void AssertCovers(string field, YamlSequenceNode seed, PlannedResource planned)
    {
        switch (field)
        {
            case "addresses":
                // The article's addresses are examples: what counts is their number and size.
                Assert.Equal(
                    seed.Select(range => Scalar(range).Split('/')[1]),
                    planned.At("spec", field).Texts().Select(range => range.Split('/')[1]));
                break;
            case "ipAddressPools":
                Assert.Equal(seed.Select(Scalar), planned.At("spec", field).Texts());
                break;
            case "nodeSelectors":
                // The same node is selected, by a label that the node can't write itself; the article's is put on it too.
                var tenant = Scalar(seed[0]["matchLabels"]["node-pool"]);
                var selector = Assert.Single(planned.At("spec", field)!.AsArray());
                Assert.Equal(tenant, selector.At("matchLabels", "node-restriction.kubernetes.io/tenant")!.GetValue<string>());
                break;
            default:
                Assert.Fail($"The article has a field that no test knows: {field}");
                break;
        }
    }

    /// <summary>
    /// The YAML documents among the article's prose: what starts with a key and goes on with indented lines, lists and separators.
    /// </summary>
    private static IEnumerable<YamlMappingNode> Documents()
    {
        var lines = File.ReadAllLines(SharedFolder.Find("reference", "metallb-for-multi-node-k3s-ingress.txt"));
        var starts = Enumerable.Range(0, lines.Length)
            .Where(index => lines[index].StartsWith("apiVersion:", StringComparison.Ordinal) || lines[index] == "service:");
        foreach (var start in starts)
        {
            var text = string.Join('\n', lines.Skip(start).TakeWhile((line, index) => line.Length > 0 && line != "---" && line != "EOF"));
            var stream = new YamlStream();
            stream.Load(new MergingParser(new Parser(new StringReader(text))));
            yield return (YamlMappingNode)stream.Documents[0].RootNode;
        }
    }

    private static string Name(YamlMappingNode document) => Scalar(document["metadata"]["name"]);

    private static string Tenant(string name) => name[..name.LastIndexOf('-')];

    private static string Scalar(YamlNode node) => ((YamlScalarNode)node).Value!;
}
