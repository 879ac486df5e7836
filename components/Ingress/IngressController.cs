namespace Infra.Components.Ingress;

/// <summary>The ingress controllers on offer. ingress-nginx is retired upstream (March 2026) and therefore not among them.</summary>
public enum IngressController
{
    /// <summary>Traefik Proxy, the default.</summary>
    Traefik,

    /// <summary>F5 NGINX Ingress Controller.</summary>
    Nginx,
}
