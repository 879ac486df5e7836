using System.Text.RegularExpressions;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>Amounts that a tenant may use.</summary>
internal static partial class QuotaRules
{
    /// <summary>A kubelet's default limit of pods on one node.</summary>
    public const int MostPods = 110;

    public static Complaint? Cpu(string text) => Cores().IsMatch(text)
        ? null
        : new Complaint("must be a positive number of CPUs", "write it like 2, 1.5 or 1500m");

    public static Complaint? Bytes(string text) => Amount().IsMatch(text)
        ? null
        : new Complaint("must be a positive amount of bytes", "write it like 512Mi or 1Gi");

    public static Complaint? Pods(long number) => number is >= 1 and <= MostPods
        ? null
        : new Complaint($"must be a number of pods, 1 to {MostPods} (a node's limit)", "leave it out for 40");

    [GeneratedRegex(@"\A(?=.*[1-9])([0-9]{1,6}(\.[0-9]{1,3})?|[0-9]{1,9}m)\z")]
    private static partial Regex Cores();

    [GeneratedRegex(@"\A(?=.*[1-9])[0-9]{1,15}(\.[0-9]{1,3})?(Ki|Mi|Gi|Ti|k|M|G|T)?\z")]
    private static partial Regex Amount();
}
