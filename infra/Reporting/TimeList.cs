using System.Xml.Linq;
using Infra.Rendering;
using Infra.Timing;
using static Infra.Reporting.Html;

namespace Infra.Reporting;

/// <summary>How long a deployment takes, with its longest chain step by step.</summary>
internal static class TimeList
{
    /// <summary>The list.</summary>
    /// <param name="what">Which deployment, as a sentence's subject.</param>
    /// <param name="time">How long it takes.</param>
    public static XElement Of(string what, DeploymentTime time) => time.Chain.IsEmpty
        ? Tag("p", TimeText.Whole(what, time))
        : Tag(
            "details",
            Has("open", ""),
            Tag("summary", $"{TimeText.Whole(what, time)} The longest chain:"),
            Tag("ol", TimeText.Steps(time).Select(step => Tag("li", step))));
}
