using Infra.Planning;
using Infra.Stacks.Providers.HCloud;
using Xunit;

namespace Infra.Tests.Planning;

public sealed class SecretTests
{
    private const string Mask = "[secret]";

    [Theory, EveryStack]
    public void Every_node_is_handed_its_token(PlannedStack stack) => Assert.Equal(
        stack.Plan.Tenants.Length + stack.Settings.Cluster.ControlPlane.Count,
        stack.Plan.Resources.Count(resource =>
            resource.Readable["stdin"]?.GetValue<string>().Contains(Mask, StringComparison.Ordinal) ?? false));

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
        // Kubernetes fills them in.
        Assert.All(stack.Plan.Objects("Secret"), secret =>
            Assert.Empty(secret.Inputs.Select(input => input.Key).Except(["apiVersion", "kind", "metadata", "type"])));
    }

    [Theory, EveryStack]
    public async Task With_the_SSH_agents_key_no_connection_has_a_key_as_the_engine_refuses_a_secret_without_a_value(PlannedStack stack)
    {
        var plan = await Planner.PlanAsync("infra", stack.ToString(), stack.Settings, agentsKey: true);
        Assert.All(plan.OfType(PlanQueries.Command), command => Assert.True(
            command.Readable["connection"]!.AsObject().ContainsKey("privateKey") == stack.Settings.Cluster.Provider is HCloudProvider,
            command.Urn));
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
