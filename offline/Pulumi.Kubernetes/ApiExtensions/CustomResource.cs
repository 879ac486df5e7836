namespace Pulumi.Kubernetes.ApiExtensions;

/// <summary>
/// An object of a kind that a CustomResourceDefinition adds to the API. It registers as
/// <c>kubernetes:&lt;apiVersion&gt;:&lt;kind&gt;</c>, so the engine sees each kind as a type of its own.
/// </summary>
public class CustomResource : KubernetesResource
{
    /// <summary>Registers the object that <paramref name="args"/> describes.</summary>
    public CustomResource(string name, CustomResourceArgs args, CustomResourceOptions? options = null)
        : base(args.Type, name, args, options)
    {
    }
}
