namespace Infra.Comparing.Dangers.Outages;

/// <summary>How long an outage is, for people.</summary>
internal static class Lengths
{
    /// <summary>Seconds that were estimated.</summary>
    public static string Some(decimal seconds) => FormattableString.Invariant($"some {seconds:0} s");
}
