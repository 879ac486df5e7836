using System.Text.RegularExpressions;
using Infra.Components.Tenants;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>What names are, so that all names made of them are valid: node names are <c>cluster-tenant</c>, and at most 63 long.</summary>
internal static partial class NameRules
{
    private const string ControlPlane = "control-plane";

    // Namespaces that Kubernetes and the cluster's own parts have.
    private static readonly HashSet<string> Reserved = ["default", "metallb-system", "cert-manager"];

    public static Complaint? Cluster(string name) => Label(name, TenantNames.MaxClusterLength, "main");

    public static Complaint? Tenant(string name)
    {
        if (Label(name, TenantNames.MaxTenantLength, "tenant-a") is { } complaint) return complaint;
        if (name.StartsWith(ControlPlane, StringComparison.Ordinal))
            return new Complaint(
                $"must not start with '{ControlPlane}', as the control plane's nodes do",
                $"try '{Slug($"t-{name}", TenantNames.MaxTenantLength)}'");
        if (Reserved.Contains(name) || name.StartsWith("kube-", StringComparison.Ordinal))
            return new Complaint(
                "must not be the name of one of the cluster's own namespaces",
                $"try '{Slug($"t-{name}", TenantNames.MaxTenantLength)}'");
        return null;
    }

    public static IEnumerable<Finding> NamesAreUnique(SettingsDraft draft)
    {
        var taken = draft.Tenants.Select(tenant => tenant.Name.Or("")).ToHashSet(StringComparer.Ordinal);
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in draft.Tenants.Select(tenant => tenant.Name))
        {
            if (!setting.Is(out var name) || owners.TryAdd(name, setting.Place.Path)) continue;
            yield return new Finding(setting.Place, $"is the name of {Owner(owners[name])}, too", $"try '{Another(name, taken)}'");
        }
    }

    private static string Owner(string path) => path[..path.LastIndexOf('.')];

    private static string Another(string name, HashSet<string> taken)
    {
        for (var number = 2; ; number++)
        {
            var suffix = $"-{number}";
            var another = Slug(name, TenantNames.MaxTenantLength - suffix.Length) + suffix;
            if (taken.Add(another)) return another;
        }
    }

    private static Complaint? Label(string name, int longest, string example)
    {
        if (name.Length <= longest && DnsLabel().IsMatch(name)) return null;
        var slug = Slug(name, longest);
        return new Complaint(
            $"must be a DNS label (a-z, 0-9 and '-', 1 to {longest} characters, starting with a letter)",
            $"try '{(slug.Length > 0 ? slug : example)}'");
    }

    private static string Slug(string name, int longest)
    {
        var plain = NotInLabels().Replace(name.ToLowerInvariant(), "-").TrimStart('-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return plain[..Math.Min(plain.Length, longest)].TrimEnd('-');
    }

    [GeneratedRegex(@"\A[a-z]([a-z0-9-]*[a-z0-9])?\z")]
    private static partial Regex DnsLabel();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInLabels();
}
