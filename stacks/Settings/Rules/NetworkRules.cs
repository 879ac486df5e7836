using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>What the kind of network asks for.</summary>
internal static class NetworkRules
{
    [Asks<NetworkSettings>(nameof(NetworkSettings.Range), "`private` only")]
    public static IEnumerable<Finding> RangeNeedsPrivateNetwork(SettingsAsRead settings)
    {
        var range = settings.Places.Of(settings.Cluster.Network, nameof(NetworkSettings.Range));
        if (settings.IsPublic && range.IsRight)
            yield return new Finding(range, "needs a private network", "remove it, or set 'type: private'");
    }
}
