using Infra.Components.Kubernetes;

namespace Infra.Components.Ingress;

/// <summary>What differs between the controllers, in one place.</summary>
/// <param name="Chart">The chart.</param>
/// <param name="Release">Name of the Helm release.</param>
/// <param name="ClassController">What the controller calls itself in an IngressClass; fixed in its code.</param>
/// <param name="PodName">The value of <c>app.kubernetes.io/name</c> on its pods.</param>
/// <param name="HttpPort">Port on which its pods take HTTP.</param>
/// <param name="HttpsPort">Port on which its pods take HTTPS.</param>
/// <param name="Values">The chart's values for a tenant.</param>
public sealed record IngressControllerChart(
    HelmChart Chart,
    string Release,
    string ClassController,
    string PodName,
    int HttpPort,
    int HttpsPort,
    Func<IngressSpecification, Values> Values)
{
    /// <summary>The chart of a controller.</summary>
    public static IngressControllerChart Of(IngressController controller) => controller == IngressController.Nginx ? Nginx : Traefik;

    private static readonly IngressControllerChart Traefik =
        new(HelmCharts.Traefik, "traefik", "traefik.io/ingress-controller", "traefik", 8000, 8443, TraefikValues.Build);

    private static readonly IngressControllerChart Nginx =
        new(HelmCharts.Nginx, "nginx-ingress", "nginx.org/ingress-controller", "nginx-ingress", 80, 443, NginxValues.Build);
}
