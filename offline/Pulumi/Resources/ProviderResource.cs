namespace Pulumi;

/// <summary>A configured provider.</summary>
public class ProviderResource : CustomResource
{
    /// <summary>Registers a provider.</summary>
    /// <param name="package">The provider's package.</param>
    /// <param name="name">The name, unique in the stack among providers of the package.</param>
    /// <param name="args">The configuration.</param>
    /// <param name="options">How it is managed.</param>
    public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
        : base($"pulumi:providers:{package}", name, args, options) => Package = package;

    /// <inheritdoc cref="ProviderResource(string, string, ResourceArgs, CustomResourceOptions?)"/>
    /// <param name="package">The provider's package.</param>
    /// <param name="name">The name, unique in the stack among providers of the package.</param>
    /// <param name="args">The configuration.</param>
    /// <param name="options">How it is managed.</param>
    /// <param name="registerPackageRequest">Null.</param>
    public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null,
        RegisterPackageRequest? registerPackageRequest = null)
        : this(package, name, args, options) => _ = registerPackageRequest;

    internal string Package { get; }
}
