using System.Collections.Immutable;
using System.Globalization;
using Infra.Components.Ingress;
using Infra.Components.Tenants;
using Infra.Stacks.Settings.Rules;

namespace Infra.Stacks.Settings.Reading;

/// <summary>Reads one item of <c>infra:tenants</c>.</summary>
internal static class TenantReader
{
    private static readonly ImmutableSortedDictionary<string, IngressController> Controllers =
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
            [KeyValuePair.Create("traefik", IngressController.Traefik), KeyValuePair.Create("nginx", IngressController.Nginx)]);

    public static TenantDraft Read(SettingsNode node, Findings findings)
    {
        var isMap = node.Kind is NodeKind.Map;
        if (!isMap) findings.Add(node.Place, "must be a map with 'name' and more", "write '- name: …' and its other keys below it");
        var tenant = new Section(isMap ? node : null, node.Place, findings, isUnknown: !isMap);
        var name = tenant.Text("name", NameRules.Tenant, missing: "give the tenant a name, such as 'tenant-a'");
        var hostNode = tenant.Node("host");
        var host = hostNode is null ? null : HostReader.Read(hostNode, findings);
        var domains = tenant.List("domains");
        var draft = new TenantDraft
        {
            Place = tenant.Place,
            Name = name,
            ServerType = tenant.Text("serverType", ServerRules.ServerType),
            Location = tenant.Text("location", LocationRules.Location),
            Host = host,
            HasUnreadableHost = !isMap || (host is null && hostNode is not null),
            Address = tenant.Text("address", AddressRules.TenantAddress).Map(ToAddress),
            Domains = [.. domains.Items.Select(item => Section.TextOf(item, findings, DomainRules.Domain))],
            Ingress = tenant.Choice("ingress", Controllers),
            Quota = ReadQuota(tenant.Map("quota")),
            Labels = ReadLabels(tenant.Map("labels")),
            PrivateAddress = tenant.Text("privateAddress", AddressRules.Ipv4),
            PlacementGroup = tenant.Text("placementGroup", PlacementRules.Group).Map(ToGroup),
            Rebuild = tenant.Text("rebuild", ServerRules.Why),
        };
        tenant.RefuseOtherKeys();
        return draft;
    }

    private static TenantAddress ToAddress(string text) => text switch
    {
        "primary" => new TenantAddress.Primary(),
        "floating" => new TenantAddress.Floating(),
        _ => new TenantAddress.Literal(Address.Canonical(text)),
    };

    private static int ToGroup(string text) => text == "none" ? 0 : int.Parse(text, CultureInfo.InvariantCulture);

    private static QuotaDraft ReadQuota(Section quota)
    {
        var draft = new QuotaDraft(
            quota.Amount("cpu", QuotaRules.Cpu).Map(Quantity.Canonical),
            quota.Amount("memory", QuotaRules.Bytes).Map(Quantity.Canonical),
            quota.Amount("ephemeralStorage", QuotaRules.Bytes).Map(Quantity.Canonical),
            quota.Amount("storage", QuotaRules.Bytes).Map(Quantity.Canonical),
            quota.Integer("pods", QuotaRules.Pods));
        quota.RefuseOtherKeys();
        return draft;
    }

    private static ImmutableSortedDictionary<string, Setting<string>> ReadLabels(Section labels) =>
        labels.FreeTexts(LabelRules.Key, LabelRules.Value)
            .ToImmutableSortedDictionary(label => label.Key, label => label.Value, StringComparer.Ordinal);
}
