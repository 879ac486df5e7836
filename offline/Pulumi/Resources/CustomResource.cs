namespace Pulumi;

/// <summary>A resource that a provider manages.</summary>
public class CustomResource : Resource
{
    /// <summary>Registers a resource.</summary>
    /// <param name="type">The type token.</param>
    /// <param name="name">The name, unique in the stack among resources of its type.</param>
    /// <param name="args">The inputs.</param>
    /// <param name="options">How it is managed.</param>
    public CustomResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null)
        : base(type, name, args ?? ResourceArgs.Empty, options ?? new CustomResourceOptions())
    {
    }

    /// <inheritdoc cref="CustomResource(string, string, ResourceArgs?, CustomResourceOptions?)"/>
    /// <param name="type">The type token.</param>
    /// <param name="name">The name, unique in the stack among resources of its type.</param>
    /// <param name="args">The inputs.</param>
    /// <param name="options">How it is managed.</param>
    /// <param name="registerPackageRequest">Null.</param>
    public CustomResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null,
        RegisterPackageRequest? registerPackageRequest = null)
        : this(type, name, args, options) => _ = registerPackageRequest;

    /// <summary>The provider's name for the resource; unknown until it exists.</summary>
    [Output("id")]
    public Output<string> Id { get; private protected set; } = null!;
}
