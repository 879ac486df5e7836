using Infra.Planning;
using Infra.Tests.Lifetimes.Clusters;

namespace Infra.Tests.Lifetimes.Engines;

/// <summary>
/// A preview: refuses what is protected, and asks the API server about each creation and change of an object, where it is known how to
/// reach it. One that is refused ends it.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="state">What is there.</param>
/// <param name="registrations">What is to be there.</param>
internal sealed class Preview(Cluster cluster, StackState state, Registrations registrations)
{
    private readonly Dictionary<string, Operation> _operations = new(StringComparer.Ordinal);

    /// <summary>Previews.</summary>
    /// <exception cref="DeploymentException">It ends with an error.</exception>
    public void Run()
    {
        var errors = new List<string>();
        foreach (var resource in registrations.InOrder(DeploymentOrder.Plain))
        {
            var entry = state.Of(resource);
            var operation = Differences.Of(entry, resource, registrations.Find(resource.Provider), Id);
            _operations[resource.Urn] = operation;
            if (operation == Operation.Replace && entry!.Resource.Protect) errors.Add(Protected(entry));
            if (operation == Operation.Same || !resource.IsObject() || !IsReachable(resource)) continue;
            try
            {
                ObjectProvider.DryRun(cluster, resource, registrations.Find(resource.Provider)?.Text("enablePatchForce") == "true");
            }
            catch (RefusedException refusal)
            {
                errors.Add($"preview of {resource.Name}: {refusal.Message}");
            }
        }

        errors.AddRange(state.Entries.Values.Where(entry => entry.Resource.Protect && registrations.Successor(entry.Urn) is null)
            .Select(Protected));
        if (errors.Count > 0) throw new DeploymentException(string.Join('\n', errors));
    }

    // A kubeconfig that isn't known yet reaches nobody.
    private bool IsReachable(PlannedResource resource) => !cluster.State.Servers.IsEmpty
        && registrations.Find(resource.Provider) is { } provider && _operations[provider.Urn] is not (Operation.Create or Operation.Replace)
        && provider.Uses.SelectMany(use => use.Value).All(urn => _operations[urn] == Operation.Same);

    private int Id(string urn) => _operations.GetValueOrDefault(urn) is Operation.Create or Operation.Replace ? -1
        : state.Entries.TryGetValue(urn, out var entry) ? entry.Id
        : 0;

    private static string Protected(StateEntry entry) => $"{entry.Resource.Name} is protected: it can't be deleted";
}
