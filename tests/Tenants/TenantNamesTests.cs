using System.Text.RegularExpressions;
using CsCheck;
using Infra.Components.Ingress;
using Infra.Components.Tenants;
using Xunit;

namespace Infra.Tests.Tenants;

public sealed partial class TenantNamesTests
{
    private static readonly string[] Suffixes = ["pool", "l2", "bgp", "issuer", "acme-account", "account"];

    private static readonly Gen<string> Name = Label(TenantNames.MaxTenantLength);

    [Fact]
    public void Every_name_that_is_derived_from_a_tenants_is_a_DNS_label() => Gen.Select(Name, Label(TenantNames.MaxClusterLength)).Sample(
        (tenant, cluster) => Assert.All(All(tenant, cluster), name =>
        {
            Assert.Matches(DnsLabel(), name.Value);
            Assert.True(name.Value.Length <= 63, $"{name} has {name.Value.Length} characters");
        }));

    // Suffixes that end like one another could make 'a' and 'a-b' meet.
    [Fact]
    public void Two_tenants_never_share_a_name_of_a_kind() =>
        Gen.Select(Name, Gen.OneOf(Name, Gen.Int[0, Suffixes.Length - 1].Select(i => Suffixes[i])))
            .Where((first, second) => first != second && first.Length + second.Length < TenantNames.MaxTenantLength)
            .Sample((first, second) =>
            {
                foreach (var other in new[] { second, $"{first}-{second}" })
                    Assert.Empty(All(first, "c").Intersect(All(other, "c")));
            });

    private static (string Kind, string Value)[] All(string tenant, string cluster)
    {
        var names = new TenantNames(tenant);
        return
        [
            ("Namespace", names.Namespace),
            ("IPAddressPool", names.Pool),
            ("L2Advertisement", names.L2Advertisement),
            ("BGPAdvertisement", names.BgpAdvertisement),
            ("Issuer", names.Issuer),
            ("Secret", names.AccountKey),
            ("Node", names.Node(cluster)),
            .. IngressControllers.All.Select(controller => ("IngressClass", names.IngressClass(controller))),
        ];
    }

    private static Gen<string> Label(int longest) => Gen.Select(
        Gen.Char["abcxyz"], Gen.String[Gen.Char["abc-019"], 0, longest - 1], (first, rest) => $"{first}{rest}".TrimEnd('-'));

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]*[a-z0-9])?\z")]
    private static partial Regex DnsLabel();
}
