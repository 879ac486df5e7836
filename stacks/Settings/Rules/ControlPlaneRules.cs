using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>How many control plane servers there are, and which of them leads.</summary>
internal static class ControlPlaneRules
{
    private const string LeaveOut = "leave it out for 1";

    [Asks<ControlPlaneSettings>(nameof(ControlPlaneSettings.Entry), "1 to `count`")]
    public static IEnumerable<Finding> EntryExists(SettingsAsRead settings)
    {
        var controlPlane = settings.Cluster.ControlPlane;
        var place = settings.Places.Of(controlPlane, nameof(controlPlane.Entry));
        if (place.IsRight && controlPlane.Entry > settings.Servers)
            yield return new Finding(place, $"must be the number of a control plane server, 1 to {settings.Servers}", LeaveOut);
    }

    [Asks<ServerRebuild>(nameof(ServerRebuild.Server), "1 to `count`; of three, not `entry`")]
    public static IEnumerable<Finding> RebuiltServerCanGo(SettingsAsRead settings)
    {
        var controlPlane = settings.Cluster.ControlPlane;
        if (controlPlane.Rebuild is not { } rebuild || settings.Servers is not { } count) yield break;
        var place = settings.Places.Of(rebuild, nameof(rebuild.Server));
        if (!place.IsKnown || !settings.Knows(controlPlane, nameof(controlPlane.Entry))) yield break;
        if (rebuild.Server > count)
        {
            yield return new Finding(place, $"must be the number of a control plane server, 1 to {count}", LeaveOut);
        }
        else if (count > 1 && rebuild.Server == controlPlane.Entry)
        {
            yield return new Finding(
                place, "is the server that operations go through (controlPlane.entry)",
                $"set controlPlane.entry: {(rebuild.Server == 1 ? 2 : 1)} in a deployment before");
        }
    }
}
