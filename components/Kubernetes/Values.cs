namespace Infra.Components.Kubernetes;

/// <summary>
/// A tree of plain values under names: a chart's values or a custom resource's spec. What may stand in it is said by the chart's or the
/// resource's own schema, against which tests check every tree that is built here.
/// </summary>
public sealed class Values : Dictionary<string, object>
{
    /// <summary>An empty tree; fill it with an initializer.</summary>
    public Values()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>A tree with the entries of another, to be added to.</summary>
    public Values(Values entries)
        : base(entries, StringComparer.Ordinal)
    {
    }
}
