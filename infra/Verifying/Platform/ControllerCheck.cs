using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Components.Ingress;

namespace Infra.Verifying.Platform;

/// <summary>
/// Whether each tenant's ingress controller runs, and which class it serves. One that serves another class answers each host with 404, and
/// nothing else tells why.
/// </summary>
internal static partial class ControllerCheck
{
    private const string Kind = "Deployment";

    public static LiveCheck Check { get; } = new(
        "controllers-serve-own-class", "platform", "Every tenant's ingress controller runs, and serves its tenant's class.")
    {
        Probes = cluster => cluster.ForEachTenant((tenant, cancellation) => FindAsync(cluster, tenant, cancellation)),
    };

    /// <summary>The classes that a controller's arguments name: each chart writes its class there, in a spelling of its own.</summary>
    /// <param name="deployment">The controller's Deployment.</param>
    public static ImmutableArray<string> Classes(JsonNode deployment) =>
    [
        .. deployment.Items("spec", "template", "spec", "containers").SelectMany(container => container.Items("args"))
            .Select(argument => Argument().Match(argument.Word() ?? "")).Where(match => match.Success)
            .Select(match => match.Groups["class"].Value),
    ];

    private static async Task<IEnumerable<Observation>> FindAsync(LiveCluster cluster, LiveTenant tenant, CancellationToken cancellation)
    {
        var word = cluster.Plan.Tenants.Single(planned => planned.Name == tenant.Name).Ingress;
        var name = IngressControllers.All.Single(controller => controller.Word == word).Deployment;
        var ns = tenant.Namespaces[0];
        var where = LiveObjects.Shown(Kind, ns, name);
        var renewal = cluster.RenewalOfRelease(ns);
        if (await cluster.FindAsync("apps/v1", Kind, ns, name, cancellation).ConfigureAwait(false) is not { } deployment)
            return [new Fault(where, "isn't there", renewal)];
        var classes = Classes(deployment);
        return WorkloadCheck.Faults(deployment).Concat(classes is [var only] && only == tenant.IngressClass
            ? []
            : [new Fault(
                where, $"serves {(classes.IsEmpty ? "no class" : $"the class {string.Join(", ", classes)}")}, not {tenant.IngressClass}",
                $"find out from the audit log who did it; {renewal}")]);
    }

    // --providers.kubernetesingress.ingressClass=… (Traefik), -ingress-class=… (NGINX).
    [GeneratedRegex(@"^--?([\w.]+\.)?ingress-?class=(?<class>.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Argument();
}
