using System.Collections.Immutable;

namespace Infra.Components.Ingress;

/// <summary>The ingress controllers on offer. ingress-nginx is retired upstream (March 2026) and therefore not among them.</summary>
public static class IngressControllers
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<IngressController> All { get; } = [Traefik.Controller, Nginx.Controller];

    /// <summary>A tenant's who asks for none.</summary>
    public static IngressController Default => Traefik.Controller;
}
