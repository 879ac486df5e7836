namespace Pulumi;

/// <summary>Which hooks are called at which moment of a resource's life.</summary>
public class ResourceHookBinding
{
    /// <summary>Before it is updated.</summary>
    public List<ResourceHook> BeforeUpdate { get; set; } = [];

    /// <summary>Another binding with the hooks of both.</summary>
    /// <param name="other">The other one.</param>
    public ResourceHookBinding Concat(ResourceHookBinding other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new ResourceHookBinding { BeforeUpdate = [.. BeforeUpdate, .. other.BeforeUpdate] };
    }
}
