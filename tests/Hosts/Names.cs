using System.Globalization;

namespace Infra.Tests.Hosts;

/// <summary>
/// The names of all that this run makes on a machine. They begin with the run's own, so runs that are under way at once don't meet, and
/// what an interrupted one left behind can be told from what a living one uses.
/// </summary>
internal static class Names
{
    /// <summary>What the names of every run begin with.</summary>
    public const string Family = "infra-run-";

    /// <summary>This run's name: no other run on this machine has it.</summary>
    public static string Run { get; } = TestRun.Begin();

    /// <summary>What this run's names begin with.</summary>
    public static string Prefix { get; } = Run + "-";

    /// <summary>The namespace in which all hosts' networks meet.</summary>
    public static string Hub { get; } = Prefix + "hub";

    /// <summary>Where hosts keep what they write. Below the temporary folder: a lost run is lost at the next boot.</summary>
    public static string WorkFolder { get; } = Path.Combine(Path.GetTempPath(), Run);

    public static string Namespace(int host) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{host}");
}
