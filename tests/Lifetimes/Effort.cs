using System.Globalization;

namespace Infra.Tests.Lifetimes;

/// <summary>
/// How many ways the stories are told. <c>INFRA_LIFETIMES</c> multiplies it; a failure names order and step, by which it is found again.
/// </summary>
internal static class Effort
{
    /// <summary>How much more than by default is tried. Default 1.</summary>
    public static int Factor { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("INFRA_LIFETIMES"), CultureInfo.InvariantCulture, out var factor) && factor > 0
            ? factor : 1;

    /// <summary>Numbers from 1 on: all of them, or so many, evenly apart, others for another seed.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="most">How many are taken by default.</param>
    /// <param name="seed">Where to begin.</param>
    public static IEnumerable<int> Some(int count, int most, int seed = 0)
    {
        var stride = Math.Max(1, count / (most * Factor));
        return Enumerable.Range(1, count).Where(number => (number + seed) % stride == 0);
    }
}
