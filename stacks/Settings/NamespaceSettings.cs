using Infra.Components.Grammars;
using Infra.Stacks.Settings.Grammars;

namespace Infra.Stacks.Settings;

/// <summary>A further namespace of a tenant's: the last word of its name, or a map.</summary>
[ShortForm(nameof(Name), "a word", "write the last word of the namespace's name, such as staging")]
public sealed record NamespaceSettings
{
    /// <summary>The most that a tenant's further namespaces have together, in percent.</summary>
    public const int LargestShare = 90;

    /// <summary>Last word of its name: <c>staging</c> of tenant acme makes <c>tenant-acme-staging</c>.</summary>
    [Changed(ChangeEffect.Replaced, "the namespace, with all that is in it. The tenant is away for seconds, as its controller starts anew",
        ChangeDanger.Outage, ChangeDanger.DataLost)]
    [Form<NamespaceWord>]
    [Setting(Missing = "give the last word of the namespace's name, such as staging")]
    public required string Name { get; init; }

    /// <summary>Its part of the tenant's quota, in percent; the first namespace keeps what no other has.</summary>
    [Changed(ChangeEffect.Applied, "to quotas; what runs stays")]
    [Number(5, LargestShare, "a percentage")]
    public int Share { get; init; } = 25;
}
