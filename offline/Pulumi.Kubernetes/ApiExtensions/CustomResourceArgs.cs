using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Pulumi.Kubernetes.ApiExtensions;

/// <summary>The inputs of a <see cref="CustomResource"/>; a subclass adds its kind's own, such as <c>spec</c>.</summary>
public abstract class CustomResourceArgs : ResourceArgs
{
    /// <summary>Inputs of an object of <paramref name="kind"/> in the group and version <paramref name="apiVersion"/>.</summary>
    protected CustomResourceArgs(string apiVersion, string kind)
    {
        ApiVersion = apiVersion;
        Kind = kind;
        Type = $"kubernetes:{apiVersion}:{kind}";
    }

    [Input("apiVersion")]
    internal Input<string> ApiVersion { get; }

    [Input("kind")]
    internal Input<string> Kind { get; }

    /// <summary>Name, namespace, labels and annotations; a name is made from the resource's name when none is given.</summary>
    [Input("metadata")]
    public Input<ObjectMetaArgs>? Metadata { get; set; }

    internal string Type { get; }
}
