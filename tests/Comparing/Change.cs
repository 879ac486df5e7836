using System.Text.Json.Nodes;
using Infra.Checks;
using Infra.Comparing;
using Infra.Planning;
using Infra.Tests.Settings;

namespace Infra.Tests.Comparing;

/// <summary>Changes of settings, and what they come to.</summary>
internal static class Change
{
    /// <summary>Plans settings and the same settings changed, and compares the two.</summary>
    public static PlanComparison Of(JsonObject settings, Action<JsonObject> change)
    {
        var changed = settings.DeepClone().AsObject();
        change(changed);
        return PlanComparer.Compare(Plan(settings), Plan(changed));
    }

    public static ComparisonReport Report(PlanComparison comparison, params string[] accepted) =>
        new(comparison, "main (0123456789)", CheckList.Run(comparison.After), [.. accepted]);

    public static Plan Plan(JsonObject settings) => Planner.PlanAsync("infra", "main", settings.Load()).GetAwaiter().GetResult();
}
