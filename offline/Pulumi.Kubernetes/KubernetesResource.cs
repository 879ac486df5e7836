namespace Pulumi.Kubernetes;

/// <summary>An object of the Kubernetes API.</summary>
public abstract class KubernetesResource : global::Pulumi.CustomResource
{
    internal KubernetesResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null)
        : base(type, name, args, options)
    {
    }
}
