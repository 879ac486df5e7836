using Xunit;

namespace Infra.Tests.Planning;

public sealed class SecretTests
{
    private const string Mask = "[secret]";

    private static readonly HashSet<(string Type, string Input)> Expected =
    [
        (PlanQueries.Command, "stdin"),
        (PlanQueries.Command, "connection/privateKey"),
        (PlanQueries.Command, "connection/proxy/privateKey"),
        (PlanQueries.Upload, "connection/privateKey"),
        (PlanQueries.Upload, "connection/proxy/privateKey"),
        ("pulumi:providers:kubernetes", "kubeconfig"),
    ];

    [Theory, EveryStack]
    public void Nothing_that_is_generated_in_secret_stands_where_others_read_it(PlannedStack stack)
    {
        var found = stack.Plan.Resources.SelectMany(resource => resource.Readable.Leaves().Select(leaf => (resource, leaf.Path, leaf.Text)))
            .Where(leaf => leaf.Text.Contains(Mask, StringComparison.Ordinal))
            .ToList();
        Assert.All(found, leaf => Assert.Contains((leaf.resource.Type, leaf.Path), Expected));
        // Both halves of the property are needed: tokens do go to the nodes.
        Assert.Equal(stack.Plan.Tenants.Length + stack.Settings.Cluster.ControlPlane.Count, found.Count(leaf => leaf.Path == "stdin"));
    }

    [Theory, EveryStack]
    public void What_is_made_from_a_secret_is_masked_as_a_whole(PlannedStack stack) => Assert.All(
        stack.Plan.Resources.SelectMany(resource => resource.Readable.Leaves().Select(leaf => (resource, leaf.Path, leaf.Text)))
            .Where(leaf => leaf.Text.Contains(Mask, StringComparison.Ordinal)),
        leaf => Assert.Contains(leaf.resource.Inputs.Leaves(), shown =>
            shown.Text == Mask && (shown.Path == leaf.Path || leaf.Path.StartsWith($"{shown.Path}/", StringComparison.Ordinal))));

    [Theory, EveryStack]
    public void Manifests_values_user_data_and_scripts_hold_no_secret(PlannedStack stack)
    {
        var files = Rendering.PlanFiles.Render(stack.Plan).Where(file => file.Key.StartsWith("manifests/", StringComparison.Ordinal)
            || file.Key.StartsWith("helm/", StringComparison.Ordinal)
            || file.Key.EndsWith(".sh", StringComparison.Ordinal)
            || file.Key.EndsWith(".command", StringComparison.Ordinal)
            || file.Key.EndsWith("cloud-init.yaml", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            Assert.DoesNotContain(Mask, file.Value, StringComparison.Ordinal);
            Assert.DoesNotContain("PRIVATE KEY", file.Value, StringComparison.Ordinal);
        });
        Assert.Empty(stack.Plan.Objects("Secret"));
    }

    [Theory, EveryStack]
    public void A_command_that_reads_or_prints_a_secret_logs_nothing(PlannedStack stack) => Assert.All(
        stack.Plan.OfType(PlanQueries.Command).Where(command =>
            command.Text("stdin") == Mask || command.Name.EndsWith("-kubeconfig", StringComparison.Ordinal)),
        command =>
        {
            Assert.Equal("none", command.Text("logging"));
            Assert.False(command.At("addPreviousOutputInEnv")!.GetValue<bool>());
        });
}
