using System.Globalization;
using Infra.Planning;
using Infra.Timing;

namespace Infra.Rendering;

/// <summary>How long a deployment takes, for people.</summary>
public static class TimeText
{
    /// <summary>Steps that are shorter than this, in seconds, are summed up.</summary>
    private const int Short = 2;

    /// <summary>The whole and its longest chain, in one line.</summary>
    /// <param name="what">Which deployment, as the sentence's subject.</param>
    /// <param name="time">How long it takes.</param>
    public static string Line(string what, DeploymentTime time) => !Steps(time).Any()
        ? Whole(what, time)
        : $"{Whole(what, time)} The longest chain: {string.Join(", ", Steps(time))}.";

    /// <summary>The whole alone, as a sentence.</summary>
    /// <param name="what">Which deployment, as the sentence's subject.</param>
    /// <param name="time">How long it takes.</param>
    public static string Whole(string what, DeploymentTime time) => time.Chain.IsEmpty
        ? $"{what} takes no time: nothing is to be done."
        : $"{what} takes some {Duration(time.Whole)} ({Number(time.Engine)} s of it Pulumi's own for "
            + $"{time.Resources.ToString(CultureInfo.InvariantCulture)} {(time.Resources == 1 ? "resource" : "resources")}).";

    private static string Duration(decimal seconds)
    {
        var whole = (long)Math.Ceiling(seconds);
        return whole < 60
            ? string.Create(CultureInfo.InvariantCulture, $"{whole} s")
            : string.Create(CultureInfo.InvariantCulture, $"{whole / 60} min {whole % 60} s");
    }

    /// <summary>The longest chain, step by step; short steps in a row are one.</summary>
    public static IEnumerable<string> Steps(DeploymentTime time)
    {
        var (count, seconds) = (0, 0m);
        foreach (var step in time.Chain.Where(step => step.Seconds > 0))
        {
            if (step.Seconds < Short)
            {
                (count, seconds) = (count + 1, seconds + step.Seconds);
                continue;
            }

            if (count > 0)
                yield return Rest(count, seconds);
            (count, seconds) = (0, 0);
            yield return $"{step.Step} of {Subject(step.Resource)} {Number(step.Seconds)} s";
        }

        if (count > 0)
            yield return Rest(count, seconds);
    }

    // What is done to a machine is called by the machine's name and the step's.
    private static string Subject(PlannedResource resource) => resource.Type is PlanQueries.Command or PlanQueries.Upload
        ? resource.Name[..resource.Name.LastIndexOf('-')]
        : resource.Name;

    private static string Rest(int count, decimal seconds) =>
        $"{count.ToString(CultureInfo.InvariantCulture)} short {(count == 1 ? "step" : "steps")} {Number(seconds)} s";

    private static string Number(decimal seconds) => seconds.ToString("0.#", CultureInfo.InvariantCulture);
}
