namespace Pulumi;

/// <summary>How long a provider may take.</summary>
public sealed class CustomTimeouts
{
    /// <summary>For creating; the provider's default when null.</summary>
    public TimeSpan? Create { get; set; }

    /// <summary>For updating; the provider's default when null.</summary>
    public TimeSpan? Update { get; set; }

    /// <summary>For deleting; the provider's default when null.</summary>
    public TimeSpan? Delete { get; set; }

    internal CustomTimeouts Clone() => new() { Create = Create, Update = Update, Delete = Delete };
}
