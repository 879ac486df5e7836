namespace Pulumi;

/// <summary>Sees a resource before it is registered, and may change its arguments and options.</summary>
/// <param name="args">The resource.</param>
/// <returns>New arguments and options, or null to leave them.</returns>
public delegate ResourceTransformationResult? ResourceTransformation(ResourceTransformationArgs args);

/// <summary>What a <see cref="ResourceTransformation"/> sees.</summary>
public readonly struct ResourceTransformationArgs
{
    /// <summary>Describes a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="options">Its options.</param>
    public ResourceTransformationArgs(Resource resource, ResourceArgs args, ResourceOptions options)
    {
        Resource = resource;
        Args = args;
        Options = options;
    }

    /// <summary>The resource, not yet registered.</summary>
    public Resource Resource { get; }

    /// <summary>Its arguments.</summary>
    public ResourceArgs Args { get; }

    /// <summary>Its options, as they were given.</summary>
    public ResourceOptions Options { get; }
}

/// <summary>What a <see cref="ResourceTransformation"/> makes of a resource.</summary>
public readonly struct ResourceTransformationResult
{
    /// <summary>Gives new arguments and options.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="options">The options; they must keep the parent.</param>
    public ResourceTransformationResult(ResourceArgs args, ResourceOptions options)
    {
        Args = args;
        Options = options;
    }

    /// <summary>The arguments.</summary>
    public ResourceArgs Args { get; }

    /// <summary>The options.</summary>
    public ResourceOptions Options { get; }
}
