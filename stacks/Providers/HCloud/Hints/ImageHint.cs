using Infra.Stacks.Settings;

namespace Infra.Stacks.Providers.HCloud.Hints;

/// <summary>What an image must bring that the preparation of a machine can't install there.</summary>
internal static class ImageHint
{
    // The preparation installs packages by apt alone.
    private static readonly string[] WithApt = ["debian-", "ubuntu-"];

    /// <summary>The hint; none for an image of a system with apt.</summary>
    public static IEnumerable<string> Of(PlatformSettings settings)
    {
        var image = settings.Cluster.Image;
        if (WithApt.Any(start => image.StartsWith(start, StringComparison.Ordinal))) yield break;
        yield return $"The image {image} must bring nftables, curl, iproute2, kmod, iptables and something that keeps the time, unless it "
            + "is a Debian or an Ubuntu: 'up' installs them by apt alone, and stops on new servers otherwise. Make a snapshot that has "
            + "them, and write its number as cluster.image.";
    }
}
