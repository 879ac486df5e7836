namespace Pulumi;

/// <summary>When a <see cref="ResourceHook"/> is called.</summary>
public class ResourceHookOptions
{
    /// <summary>Whether in previews, too; not when null.</summary>
    public bool? OnDryRun { get; set; }
}
