namespace Infra.Verifying.Isolation;

/// <summary>Checks that are lists of attacks.</summary>
internal static class AttackCheck
{
    private const string Group = "isolation";

    /// <summary>A check that tries attacks in each namespace of each tenant, as the tenant itself.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="title">The statement.</param>
    /// <param name="attacks">The attacks, for a target.</param>
    /// <param name="benchmarks">The benchmarks that it answers. Default none.</param>
    public static LiveCheck OfTenants(string id, string title, Func<Target, IEnumerable<Attack>> attacks, params string[] benchmarks) =>
        new(id, Group, title)
        {
            Benchmarks = [.. benchmarks],
            Probes = cluster => cluster.ForEachNamespace((tenant, ns, cancellation) =>
                Attack.TryAsync(cluster, $"namespace {ns}", attacks(new Target(cluster, tenant, ns)), cancellation)),
        };
}
