using Infra.Stacks.Settings;
using Infra.Stacks.Settings.Reading;
using Infra.Stacks.Settings.Rules;

namespace Infra.Stacks.Providers.HCloud.Rules;

/// <summary>How people reach servers that are created, behind firewalls that are the program's.</summary>
internal static class AccessRules
{
    [Asks<AdministratorSettings>(nameof(AdministratorSettings.Ranges), "hcloud needs one unless `openToTheWorld`")]
    public static IEnumerable<Finding> AdministratorsReachTheServers(SettingsAsRead settings)
    {
        var ranges = settings.Places.Of(settings.Cluster.Administrators, nameof(AdministratorSettings.Ranges));
        if (settings.IsOpen is false && ranges is { IsKnown: true, Count: 0 })
        {
            yield return new Finding(
                ranges, "needs at least one range, or nobody reaches SSH and the Kubernetes API",
                "add your address, such as 203.0.113.7/32, or set controlPlane.openToTheWorld: true");
        }
    }

    [Asks<AdministratorSettings>(nameof(AdministratorSettings.SshPublicKeys), "hcloud needs one")]
    public static IEnumerable<Finding> SomebodyHasAKey(SettingsAsRead settings)
    {
        var keys = settings.Places.Of(settings.Cluster.Administrators, nameof(AdministratorSettings.SshPublicKeys));
        if (keys is { IsKnown: true, Count: 0 })
        {
            yield return new Finding(
                keys, "needs at least one public key, as new servers take no passwords", "add the line of a .pub file");
        }
    }

    [Asks<AdministratorSettings>(nameof(AdministratorSettings.Ranges), "with hcloud outside the private network")]
    public static IEnumerable<Finding> RangesLeaveThePrivateNetworkOut(SettingsAsRead settings) =>
        RangeRules.AdministratorsLeaveNodesOut(settings);
}
