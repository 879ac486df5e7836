using System.Collections.Immutable;
using System.Xml.Linq;

namespace Infra.Reporting;

/// <summary>What else than the plan a report tells: a page of its own, and perhaps something on the tenants' pages.</summary>
/// <param name="Id">Where its page is linked to: lower case and dashes; <c>tenant-…</c> are the tenants'.</param>
/// <param name="Title">Its title, also in the navigation.</param>
/// <param name="Content">What stands on its page, below the title.</param>
public sealed record ReportPart(string Id, string Title, ImmutableArray<XElement> Content)
{
    /// <summary>What stands of it on the overview, in a sentence or two; null: nothing.</summary>
    public string? Lead { get; init; }

    /// <summary>What stands on the tenants' pages, by their names, below the same title. Default nothing.</summary>
    public ImmutableDictionary<string, ImmutableArray<XElement>> ByTenant { get; init; } =
        ImmutableDictionary<string, ImmutableArray<XElement>>.Empty;
}
