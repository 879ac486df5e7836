namespace Pulumi;

/// <summary>Sees a resource before it is registered.</summary>
/// <param name="args">The resource.</param>
/// <returns>Null: the resource stays as it is.</returns>
public delegate ResourceTransformationResult? ResourceTransformation(ResourceTransformationArgs args);

/// <summary>What a <see cref="ResourceTransformation"/> sees.</summary>
public readonly struct ResourceTransformationArgs
{
    internal ResourceTransformationArgs(Resource resource, ResourceArgs args, ResourceOptions options)
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

/// <summary>What a <see cref="ResourceTransformation"/> could make of a resource; nobody here makes one.</summary>
public readonly struct ResourceTransformationResult;
