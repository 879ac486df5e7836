namespace Infra.Components.Kubernetes;

/// <summary>
/// The platform's charts; the one place where their versions, and with them their images', stand. Checked on 2026-11-22. Those of ingress
/// controllers stand in their records.
/// </summary>
public static class HelmCharts
{
    /// <summary>MetalLB 0.16.1.</summary>
    public static readonly HelmChart MetalLB = new("https://metallb.github.io/metallb", "metallb", "0.16.1")
    {
        Images = ["quay.io/metallb/controller:v0.16.1"],
        ImagesOfEveryNode = ["quay.io/metallb/speaker:v0.16.1"],
    };

    /// <summary>cert-manager 1.21.1.</summary>
    public static readonly HelmChart CertManager = new("https://charts.jetstack.io", "cert-manager", "v1.21.1")
    {
        Images =
        [
            "quay.io/jetstack/cert-manager-cainjector:v1.21.1",
            "quay.io/jetstack/cert-manager-controller:v1.21.1",
            "quay.io/jetstack/cert-manager-startupapicheck:v1.21.1",
            "quay.io/jetstack/cert-manager-webhook:v1.21.1",
        ],
    };
}
