namespace Infra.Stacks.Settings;

/// <summary>Says that one provider alone knows a setting.</summary>
/// <param name="provider">The provider.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OnlyAttribute(NodeProvider provider) : Attribute
{
    /// <summary>The provider.</summary>
    public NodeProvider Provider { get; } = provider;

    /// <summary>What to do when it is missing, if that provider needs it.</summary>
    public string? Missing { get; set; }

    /// <summary>What to do when another provider is chosen.</summary>
    public string Fix { get; set; } = "remove it";
}
