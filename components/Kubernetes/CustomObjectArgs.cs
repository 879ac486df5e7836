using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;

namespace Infra.Components.Kubernetes;

/// <summary>An object of a kind that a chart's CRDs define.</summary>
/// <param name="apiVersion">Group and version, such as <c>metallb.io/v1beta1</c>.</param>
/// <param name="kind">Kind, such as <c>IPAddressPool</c>.</param>
public sealed class CustomObjectArgs(string apiVersion, string kind) : CustomResourceArgs(apiVersion, kind)
{
    [Input("spec")]
    private InputMap<object>? _spec;

    /// <summary>The desired state, in the shape that the kind's CRD says.</summary>
    public InputMap<object> Spec
    {
        get => _spec ??= new InputMap<object>();
        set => _spec = value;
    }
}
