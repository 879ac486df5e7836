using Infra.Planning;

namespace Infra.Tests.Lifetimes.Engines;

/// <summary>In which order a deployment does what its dependencies leave open: the lower a resource's number, the sooner.</summary>
internal sealed class DeploymentOrder
{
    private readonly string _name;
    private readonly Func<string, int> _of;

    private DeploymentOrder(string name, Func<string, int> of, int? seed = null) => (_name, _of, Seed) = (name, of, seed);

    /// <summary>By URNs.</summary>
    public static DeploymentOrder Plain { get; } = new("plain", _ => 0);

    /// <summary>One resource, and with it all that waits for it, as late as can be.</summary>
    public static DeploymentOrder Late(string urn) => new($"{Short(urn)} late", other => other == urn ? 1 : 0);

    /// <summary>One resource, with all that it waits for, as soon as can be.</summary>
    public static DeploymentOrder Early(Registrations registrations, string urn)
    {
        var needed = registrations.Plan.Before(registrations.Find(urn)!);
        return new DeploymentOrder($"{Short(urn)} early", other => other == urn || needed.Contains(other) ? 0 : 1);
    }

    /// <summary>By chance, as are the moments at which the cluster's controllers do their work.</summary>
    public static DeploymentOrder Shuffled(int seed) => new($"seed {seed}", urn => HashCode(urn, seed), seed);

    /// <summary>What chance begins with; null: nothing is left to it.</summary>
    public int? Seed { get; }

    /// <summary>A resource's number.</summary>
    public int Of(string urn) => _of(urn);

    /// <inheritdoc />
    public override string ToString() => _name;

    private static string Short(string urn) => string.Join(' ', urn.Split("::")[2..].Select(part => part.Split('$')[^1]));

    // The same in every run, which string.GetHashCode isn't.
    private static int HashCode(string urn, int seed) =>
        urn.Aggregate(seed * 397, (hash, one) => unchecked((hash * 31) + one)) & int.MaxValue;
}
