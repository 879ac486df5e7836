namespace Pulumi;

/// <summary>Which hooks are called at which moment of a resource's life.</summary>
public class ResourceHookBinding
{
    /// <summary>Before it is updated.</summary>
    public List<ResourceHook> BeforeUpdate { get; set; } = [];
}
