using System.Collections.Immutable;
using System.Xml.Linq;
using Infra.Checks;
using Infra.Planning;
using static Infra.Reporting.Html;

namespace Infra.Reporting;

/// <summary>A tenant's page: everything that is its own.</summary>
internal static class TenantPage
{
    /// <summary>The id of a tenant's page.</summary>
    public static string Id(string tenant) => $"tenant-{tenant}";

    /// <summary>What stands on it, below the title.</summary>
    public static IEnumerable<XElement> Content(
        PlannedTenant tenant, Inventory inventory, ImmutableArray<Reach> reaches, ImmutableArray<CheckResult> results,
        ImmutableArray<ReportPart> parts, ResourceTable resources)
    {
        var own = inventory.Of(tenant);
        var urns = own.Select(resource => resource.Urn).ToHashSet(StringComparer.Ordinal);
        yield return Tag(
            "dl",
            Fact("Address", [tenant.Address]),
            Fact("Node", [tenant.Node]),
            Fact("Domains", tenant.Domains.IsEmpty ? ["none"] : tenant.Domains),
            Fact("Ingress controller", [tenant.Ingress]),
            Fact("Namespaces", [.. inventory.NamespacesOf(tenant)]),
            Fact("Memory of the node",
            [
                FormattableString.Invariant($"{tenant.MemoryReservedMi} MiB reserved"),
                tenant.MemoryLeftMi is { } left ? FormattableString.Invariant($"{left} MiB left for pods") : "what is left isn't known",
            ]));
        foreach (var part in parts.Where(part => part.ByTenant.ContainsKey(tenant.Name)))
        {
            yield return Tag("h3", part.Title);
            foreach (var element in part.ByTenant[tenant.Name])
                yield return element;
        }

        var failed = results
            .SelectMany(result => result.Findings.Select(finding => (result.Check, finding)))
            .Where(pair => urns.Contains(pair.finding.Resource.Urn))
            .ToList();
        if (failed.Count > 0)
            yield return ChecksPage.Findings($"What checks found at {tenant.Name}", failed, resources);
        yield return ReachPage.Table(
            $"Who may reach {tenant.Name}, and whom it may reach",
            reaches.Where(reach => urns.Contains(reach.Rule.Urn) || reach.Nodes.Any(node => urns.Contains(node.Urn))),
            resources);
        yield return resources.Of($"Resources of {tenant.Name}", own);
    }

    private static IEnumerable<XElement> Fact(string name, ImmutableArray<string> values) =>
        values.Select(value => Tag("dd", value)).Prepend(Tag("dt", name));
}
