using Infra.Planning;

namespace Infra.Checks;

/// <summary>Where secrets stand.</summary>
internal static class SecretCheck
{
    private const string PrivateKey = "PRIVATE KEY-----";

    // Where the state encrypts it and nobody but the receiver reads it.
    private static readonly HashSet<(string Type, string Input)> Allowed =
    [
        (PlanQueries.Command, "stdin"),
        (PlanQueries.Command, "connection/privateKey"),
        (PlanQueries.Command, "connection/proxy/privateKey"),
        (PlanQueries.Upload, "connection/privateKey"),
        (PlanQueries.Upload, "connection/proxy/privateKey"),
        ("pulumi:providers:kubernetes", "kubeconfig"),
    ];

    public static Check Check { get; } = new(
        "no-secret-in-the-open",
        "No secret stands in user data, on command lines, in manifests or in charts' values, and all are marked.",
        Find);

    private static IEnumerable<Finding> Find(Inventory inventory) =>
        from resource in inventory.Plan.Resources
        from leaf in resource.Readable.Leaves()
        where leaf.Text.Contains(StandIn.Secret, StringComparison.Ordinal) || leaf.Text.Contains(PrivateKey, StringComparison.Ordinal)
        from finding in Problems(resource, leaf.Path)
        select finding;

    private static IEnumerable<Finding> Problems(PlannedResource resource, string path)
    {
        if (!Allowed.Contains((resource.Type, path)))
            yield return new Finding(resource, $"has a secret in its input {path}", "hand it over on a command's standard input");
        if (!resource.Inputs.Leaves().Any(leaf => leaf.Text == StandIn.Secret && IsWithin(path, leaf.Path)))
            yield return new Finding(resource, $"shows the secret in its input {path}", "make the input from a secret output");
    }

    private static bool IsWithin(string path, string whole) =>
        path == whole || path.StartsWith($"{whole}/", StringComparison.Ordinal);
}
