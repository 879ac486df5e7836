using System.Text.RegularExpressions;
using Infra.Components.Ingress;
using Infra.Planning;
using Infra.Tests.Planning;
using Xunit;

namespace Infra.Tests.Costing;

/// <summary>The numbers of <c>docs/questions.md</c>, beside the amounts, are the plan's.</summary>
public sealed class QuestionsDocumentTests
{
    private static readonly string[] Words = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    private static readonly Plan Prod = PlannedStack.Get("prod").Plan;

    private static readonly string Document = Regex.Replace(
        File.ReadAllText(Path.Combine(SharedFolder.Checkout, "docs", "questions.md")), @"\s+", " ");

    [Fact]
    public void The_numbers_of_servers_and_tenants_are_those_of_prod()
    {
        var (servers, tenants) = (Prod.Servers.Length, Prod.Tenants.Length);
        AssertSays($"{Words[tenants]} tenants on {Words[servers]} servers");
        AssertSays($"with {Words[servers * tenants]} servers to keep up to date instead of {Words[servers]}");
    }

    [Fact]
    public void The_memory_of_a_controller_is_what_it_requests() => Assert.All(
        [("traefik", "Traefik"), ("nginx", "NGINX")],
        pair => AssertSays(FormattableString.Invariant($"{MemoryOf(pair.Item1)} MiB with {pair.Item2}")));

    [Fact]
    public void The_resources_of_a_tenant_are_those_of_one_on_a_private_network_with_its_servers_own_address() =>
        AssertSays(FormattableString.Invariant($"{Prod.Family("globex").Count()} resources in all"));

    private static int MemoryOf(string word) => IngressControllers.All.Single(controller => controller.Word == word).MemoryMi;

    private static void AssertSays(string text) => Assert.Contains(text, Document, StringComparison.Ordinal);
}
