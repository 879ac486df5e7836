using System.Collections.Immutable;
using Infra.Planning;
using Xunit;

namespace Infra.Tests.Planning;

/// <summary>What a preview doesn't know when a command is run again: its id and inputs stay known, and nothing else does.</summary>
public sealed class UpdatePreviewTests
{
    // Whoever joins is told the hash of the CA that the entry server made.
    private static IEnumerable<string> Joining(PlannedStack stack) => stack.Plan.OfType(PlanQueries.Command)
        .Where(command => command.Name.EndsWith("-k3s", StringComparison.Ordinal) && !command.Name.EndsWith(
            $"-control-plane-{stack.Settings.Cluster.ControlPlane.Entry}-k3s", StringComparison.Ordinal))
        .Select(install => $"{PlanQueries.Command} {install.Name} stdin");

    // All that may be unknown behind a command that is updated, by the end of the command's name. Whatever else is there would be shown as
    // changed, or as replaced, although nothing of it changes.
    private static readonly ImmutableDictionary<string, string[]> Accepted = new Dictionary<string, string[]>
    {
        // The administrators' kubeconfig is what that command prints, and the provider's connection to the cluster.
        ["kubeconfig"] = ["pulumi:providers:kubernetes kubernetes kubeconfig"],
    }.ToImmutableDictionary();

    [Theory, EveryStack]
    public async Task A_command_that_is_run_again_leaves_everything_else_known(PlannedStack stack)
    {
        var known = await Evaluation.RunAsync(stack.Settings, preview: true, _ => Answer.Everything);
        var kinds = stack.Plan.OfType(PlanQueries.Command).Select(command => Kind(command.Name)).Distinct().Order(StringComparer.Ordinal);
        foreach (var kind in kinds)
        {
            var then = await Evaluation.RunAsync(
                stack.Settings, preview: true,
                resource => resource.Type == PlanQueries.Command && Kind(resource.Name!) == kind ? Answer.InputsOnly : Answer.Everything);
            var lost = known.Keys.Where(input => !then.TryGetValue(input, out var value) || value != known[input]);
            var accepted = kind == "authority" ? Joining(stack) : Accepted.GetValueOrDefault(kind, []);
            Assert.Equal(accepted.Order(StringComparer.Ordinal), lost.Order(StringComparer.Ordinal));
        }
    }

    private static string Kind(string command) => command[(command.LastIndexOf('-') + 1)..];
}
