namespace Pulumi;

/// <summary>How a stack is managed.</summary>
public class StackOptions
{
    /// <summary>Called for every resource of the stack, before it is registered.</summary>
    public List<ResourceTransformation> ResourceTransformations { get; set; } = [];
}
