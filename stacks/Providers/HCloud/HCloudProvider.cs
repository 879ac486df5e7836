using System.Collections.Immutable;
using System.Globalization;
using Infra.Stacks.Providers.HCloud.Checks;
using Infra.Stacks.Providers.HCloud.Hints;
using Infra.Stacks.Providers.HCloud.Prices;
using Infra.Stacks.Providers.HCloud.Rules;
using Infra.Stacks.Providers.HCloud.Servers;
using Infra.Stacks.Providers.Pricing;
using Infra.Stacks.Settings;
using Infra.Stacks.Settings.Reading;
using Pulumi;

namespace Infra.Stacks.Providers.HCloud;

/// <summary>Servers are created on Hetzner Cloud.</summary>
public sealed class HCloudProvider : NodeProvider
{
    /// <inheritdoc />
    public override string Word => "hcloud";

    /// <inheritdoc />
    public override ApiToken Token { get; } = new("HCLOUD_TOKEN", "hcloud:token", Length: 64, "Hetzner Cloud");

    /// <inheritdoc />
    internal override ImmutableArray<Func<SettingsAsRead, IEnumerable<Finding>>> Rules { get; } =
    [
        AccessRules.AdministratorsReachTheServers,
        AccessRules.SomebodyHasAKey,
        AccessRules.RangesLeaveThePrivateNetworkOut,
        AddressRules.TenantsAddressesAreHetzners,
        AddressRules.NoDualStack,
        AddressRules.PrivateAddressesNeedAPrivateNetwork,
        AddressRules.ChosenPrivateAddressesAreInRange,
        AddressRules.PrivateAddressesAreFree,
        LocationRules.PrivateNetworksStayInTheirZone,
        CapacityRules.ServersFitTheNetwork,
        CapacityRules.NodesFitTheFirewall,
        PlacementRules.GroupsHaveRoom,
    ];

    /// <inheritdoc />
    public override ImmutableArray<ProviderCheck> Checks { get; } = [LimitCheck.Check, LockCheck.Check];

    /// <inheritdoc />
    public override ImmutableArray<string> NodeParts { get; } =
    [
        HCloudTypes.Server,
        HCloudTypes.ServerNetwork,
        HCloudTypes.PrimaryIp,
        HCloudTypes.FloatingIp,
        HCloudTypes.FloatingIpAssignment,
    ];

    /// <inheritdoc />
    public override ImmutableArray<string> MachineTypes => [HCloudTypes.Server];

    /// <inheritdoc />
    public override ImmutableArray<string> PowerInputs => ["serverType"];

    /// <inheritdoc />
    public override ImmutableArray<string> WishedInputs => ["serverType", "image"];

    /// <inheritdoc />
    public override string? TypeProblem(string before, string after, int? diskGb = null) =>
        ServerTypes.ChangeProblem(before, after, diskGb);

    /// <inheritdoc />
    public override ImmutableArray<string> AddressTypes => [HCloudTypes.PrimaryIp, HCloudTypes.FloatingIp];

    /// <inheritdoc />
    public override ProviderPrices Prices { get; } = new HCloudPrices();

    /// <inheritdoc />
    public override IEnumerable<string> Hints(PlatformSettings settings) =>
        [.. ImageHint.Of(settings), .. ServerTypeHints.Of(settings, Prices.List)];

    /// <inheritdoc />
    public override int? MemoryMi(TenantSettings tenant) => tenant.ServerType is { } type ? ServerTypes.MemoryMi(type) : null;

    /// <inheritdoc />
    internal override GivenAddresses Addresses(TenantSettings tenant) =>
        // The public one is Hetzner's choice, and in public networks there is no other.
        new(tenant.PrivateAddress, Public: null, Ipv6: null);

    /// <inheritdoc />
    public override IEnumerable<KeyValuePair<string, object>> StandIns(
        string type, string id, ImmutableDictionary<string, object> inputs, Func<string, string> addressOf) => type switch
        {
            HCloudTypes.PrimaryIp or HCloudTypes.FloatingIp => [new("ipAddress", addressOf(id))],
            HCloudTypes.Server => [new("ipv4Address", addressOf(PrimaryIp(inputs)))],
            _ => [],
        };

    /// <inheritdoc />
    internal override TenantSettings Complete(TenantSettings tenant, ClusterSettings cluster) => tenant with
    {
        PrivateAddress = DerivedSettings.PrivateAddress(tenant, cluster)?.ToString(),
        PlacementGroup = DerivedSettings.Group(tenant, cluster),
    };

    /// <inheritdoc />
    public override IEnumerable<ResourceTransformation> Transformations() => [new ServerTypeHook().Bind];

    /// <inheritdoc />
    internal override MachineFactory Machines(PlatformSettings settings, Input<string>? sshPrivateKey) =>
        new HCloudMachineFactory(settings);

    // A server has the address of the primary IP that it was given.
    private static string PrimaryIp(ImmutableDictionary<string, object> inputs)
    {
        var publicNets = (ImmutableArray<object>)inputs["publicNets"];
        return ((double)((ImmutableDictionary<string, object>)publicNets[0])["ipv4"]).ToString(CultureInfo.InvariantCulture);
    }
}
