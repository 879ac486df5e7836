using System.Collections.Immutable;
using System.Security.Cryptography;
using Infra.Components.Kubernetes;

namespace Infra.Conformance;

/// <summary>The names of one run's objects, which no other object of the cluster has.</summary>
/// <param name="Run">Name of the run: namespace of its parameters, role and group of those who act in cases.</param>
internal sealed record RunNames(string Run)
{
    /// <summary>Label of everything that a run makes outside of its namespaces; the value is the run.</summary>
    public const string Label = "infra/conformance";

    /// <summary>
    /// The label that takes the place of the tenants' own, so that guards of the cluster and of the run leave each other alone.
    /// </summary>
    public string TenantLabel => BeforeLabel + TenantLabels.OwnerKey;

    /// <summary>Names for a new run.</summary>
    public static RunNames New() => new($"conformance-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");

    /// <summary>The name that a namespace or node has on a stage.</summary>
    public string On(int stage, string name) => Before(stage) + name;

    /// <summary>The name of the copy of a policy or binding.</summary>
    public string Of(string policy) => $"{Run}-{policy}";

    /// <summary>The new names of what is on no stage: policies.</summary>
    public Renaming Renaming() => new(OfLabel);

    /// <summary>The new names of what is on a stage.</summary>
    public Renaming Renaming(int stage, PlannedGuards guards) =>
        new(OfLabel.AddRange(guards.OwnNames.Select(name => KeyValuePair.Create(name, Before(stage)))));

    private ImmutableDictionary<string, string> OfLabel =>
        ImmutableDictionary<string, string>.Empty.Add(TenantLabels.OwnerKey, BeforeLabel);

    private string BeforeLabel => $"{Run}.";

    private string Before(int stage) => $"{Run}-{stage}-";
}
