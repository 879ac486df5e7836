using System.Collections.Immutable;
using System.Globalization;
using Infra.Stacks;
using Infra.Tests.Planning;
using Moq;
using Pulumi;
using Pulumi.Testing;
using Xunit;

namespace Infra.Tests.Providers;

/// <summary>A program that sends what providers keep has nothing to do the second time.</summary>
public sealed class SecondUpTests
{
    [Theory, EveryStack]
    public void At_a_second_up_nothing_differs(PlannedStack stack)
    {
        var first = Up(stack, new ProviderMocks());

        var second = Up(stack, new ProviderMocks(first.Refreshed()));

        Assert.Equal(first.Resources.Keys.Order(), second.Resources.Keys.Order());
        var ignored = stack.Plan.Resources.ToDictionary(resource => (resource.Type, resource.Name), resource => resource.IgnoreChanges);
        var differences = second.Resources.SelectMany(resource =>
            Differences(resource.Value, isSet: resource.Key.Type.StartsWith("hcloud:", StringComparison.Ordinal))
                .Where(difference => !ignored[resource.Key].Contains(difference.Input))
                .Select(difference => $"{resource.Key.Name} ({resource.Key.Type}): {difference}"))
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.True(differences.Count == 0, $"A second up would change:\n{string.Join('\n', differences)}");
    }

    [Fact]
    public void Every_form_is_one_of_a_resource_in_use()
    {
        string[] stacks = ["dev", "floating", "bgp"];
        var types = stacks.SelectMany(stack => PlannedStack.Get(stack).Plan.Resources).Select(resource => resource.Type).ToHashSet();

        Assert.Empty(KeptForms.All.Where(form => !types.Contains(form.Type)));
        Assert.All(KeptForms.All, form => Assert.NotEmpty(form.Source));
    }

    private static ProviderMocks Up(PlannedStack stack, ProviderMocks mocks)
    {
        var provider = new Mock<IServiceProvider>();
        provider.Setup(services => services.GetService(typeof(PlatformStack))).Returns(() => new PlatformStack(stack.Settings, "a-key"));
        Deployment.TestWithServiceProviderAsync<PlatformStack>(
            mocks, provider.Object, new TestOptions { ProjectName = "infra", StackName = stack.Plan.Stack, IsPreview = false })
            .GetAwaiter().GetResult();
        return mocks;
    }

    private static IEnumerable<(string Input, string Kept, string Sent)> Differences(Provided resource, bool isSet) =>
        resource.Kept.Keys.Union(resource.Sent.Keys).Order(StringComparer.Ordinal)
            .Select(input => (
                Input: input,
                Kept: Text(resource.Kept.GetValueOrDefault(input), isSet),
                Sent: Text(resource.Sent.GetValueOrDefault(input), isSet)))
            .Where(difference => difference.Kept != difference.Sent);

    /// <summary>A value as text; the order of Hetzner's lists means nothing.</summary>
    private static string Text(object? value, bool isSet) => value switch
    {
        null => "nothing",
        ImmutableDictionary<string, object> map => Group('{', map.Select(field => $"{field.Key}: {Text(field.Value, isSet)}"), '}', true),
        ImmutableArray<object> list => Group('[', list.Select(item => Text(item, isSet)), ']', isSet),
        _ => string.Create(CultureInfo.InvariantCulture, $"'{value}'"),
    };

    private static string Group(char open, IEnumerable<string> items, char close, bool sorted) =>
        $"{open}{string.Join(", ", sorted ? items.Order(StringComparer.Ordinal) : items)}{close}";
}
