using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Infra.Components.Guards;

/// <summary>
/// What of an object a guard looks at, as expressions of <c>object</c>. An update that changes none of it passes, whoever asks, and
/// whatever the guard says of the object by now: so what was admitted once can have its status written and its finalizers taken off, and
/// go. What is being deleted is no exception of its own, as it can be held and its spec changed.
/// </summary>
internal static partial class LookedAt
{
    /// <summary>All but the finalizers, and what the API server counts and notes by itself.</summary>
    public static readonly ImmutableArray<string> All =
    [
        """object.transformMap(key, value, key != "metadata", value)""",
        """
        object.metadata.transformMap(
          key, value, !(key in ["finalizers", "generation", "managedFields", "resourceVersion"]), value)
        """,
    ];

    /// <summary>The spec.</summary>
    public const string Spec = "object.?spec";

    /// <summary>The annotations.</summary>
    public const string Annotations = "object.?metadata.?annotations";

    /// <summary>The labels.</summary>
    public const string Labels = "object.?metadata.?labels";

    /// <summary>The condition that leaves out updates that change none of it.</summary>
    /// <param name="parts">What a guard looks at.</param>
    public static NamedExpression Change(IEnumerable<string> parts) => new("change", $"""
        request.operation != "UPDATE" ||
          {string.Join(" ||\n  ", parts.Select(part => $"{Of("object", part)} !=\n    {Of("oldObject", part)}"))}
        """);

    // Untyped, since guards look at several kinds, and of one the API server's check of types doesn't know every field.
    private static string Of(string which, string part) => Whole().Replace(part, $"dyn({which})");

    [GeneratedRegex(@"(?<![\w.])object\b")]
    private static partial Regex Whole();
}
