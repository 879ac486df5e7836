namespace Infra.Stacks.Providers;

/// <summary>Says that one provider alone knows a setting.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class OnlyAttribute : Attribute
{
    /// <summary>The provider.</summary>
    public abstract NodeProvider Provider { get; }

    /// <summary>What to do when it is missing, if that provider needs it.</summary>
    public string? Missing { get; set; }

    /// <summary>What to do when another provider is chosen.</summary>
    public string Fix { get; set; } = "remove it";
}

/// <summary>Says that one provider alone knows a setting.</summary>
/// <typeparam name="TProvider">The provider.</typeparam>
public sealed class OnlyAttribute<TProvider> : OnlyAttribute
    where TProvider : NodeProvider
{
    /// <inheritdoc />
    public override NodeProvider Provider => NodeProviders.Get<TProvider>();
}
