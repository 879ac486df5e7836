using System.Reflection;

namespace Pulumi;

/// <summary>A group of resources that the program makes.</summary>
public class ComponentResource : Resource
{
    /// <summary>Registers a component.</summary>
    /// <param name="type">The type token.</param>
    /// <param name="name">The name, unique in the stack among components of its type.</param>
    /// <param name="options">How it is managed.</param>
    public ComponentResource(string type, string name, ComponentResourceOptions? options = null)
        : this(type, name, ResourceArgs.Empty, options)
    {
    }

    /// <inheritdoc cref="ComponentResource(string, string, ComponentResourceOptions?)"/>
    /// <param name="type">The type token.</param>
    /// <param name="name">The name, unique in the stack among components of its type.</param>
    /// <param name="args">The inputs.</param>
    /// <param name="options">How it is managed.</param>
    /// <param name="remote">Whether a provider makes the resources in it.</param>
    public ComponentResource(string type, string name, ResourceArgs? args, ComponentResourceOptions? options = null, bool remote = false)
        : base(type, name, args ?? ResourceArgs.Empty, options ?? new ComponentResourceOptions(), remote) => IsRemote = remote;

    /// <inheritdoc cref="ComponentResource(string, string, ResourceArgs?, ComponentResourceOptions?, bool)"/>
    /// <param name="type">The type token.</param>
    /// <param name="name">The name, unique in the stack among components of its type.</param>
    /// <param name="args">The inputs.</param>
    /// <param name="options">How it is managed.</param>
    /// <param name="remote">Whether a provider makes the resources in it.</param>
    /// <param name="registerPackageRequest">Null.</param>
    public ComponentResource(string type, string name, ResourceArgs? args, ComponentResourceOptions? options, bool remote,
        RegisterPackageRequest? registerPackageRequest = null)
        : this(type, name, args, options, remote) => _ = registerPackageRequest;

    internal bool IsRemote { get; }

    /// <summary>Says that the component is complete; its outputs are its public properties marked with [Output].</summary>
    protected void RegisterOutputs() => RegisterOutputs(GetType().GetProperties()
        .Where(property => property.Name != nameof(Urn))
        .Select(property => (Property: property, Attribute: property.GetCustomAttribute<OutputAttribute>()))
        .Where(output => output.Attribute is not null)
        .ToDictionary(
            output => string.IsNullOrWhiteSpace(output.Attribute!.Name) ? output.Property.Name : output.Attribute.Name,
            output => output.Property.GetValue(this)));

    /// <summary>Says that the component is complete.</summary>
    /// <param name="outputs">Its outputs.</param>
    protected void RegisterOutputs(IDictionary<string, object?> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        RegisterOutputs(Output.Create(outputs));
    }

    /// <inheritdoc cref="RegisterOutputs(IDictionary{string, object?})"/>
    protected void RegisterOutputs(Task<IDictionary<string, object?>> outputs) => RegisterOutputs(Output.Create(outputs));

    /// <inheritdoc cref="RegisterOutputs(IDictionary{string, object?})"/>
    protected void RegisterOutputs(Output<IDictionary<string, object?>> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        Deployment.Required.RegisterOutputs(this, outputs);
    }
}
