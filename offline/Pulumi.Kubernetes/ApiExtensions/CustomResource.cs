using Pulumi.Kubernetes.Types.Outputs.Meta.V1;

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

    /// <summary>The API group and version, for example <c>metallb.io/v1beta1</c>.</summary>
    [Output("apiVersion")]
    public Output<string> ApiVersion { get; private set; } = null!;

    /// <summary>The kind, for example <c>IPAddressPool</c>.</summary>
    [Output("kind")]
    public Output<string> Kind { get; private set; } = null!;

    /// <summary>The object's metadata as the API server keeps it.</summary>
    [Output("metadata")]
    public Output<ObjectMeta> Metadata { get; private set; } = null!;
}
