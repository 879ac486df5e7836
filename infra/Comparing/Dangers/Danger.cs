using Infra.Planning;

namespace Infra.Comparing.Dangers;

/// <summary>Something dangerous that a deployment would do.</summary>
/// <param name="Rule">The rule that finds it.</param>
/// <param name="Resource">The resource that it happens to.</param>
/// <param name="Message">What happens to it: a part of a sentence, of which the resource is the subject.</param>
public sealed record Danger(DangerRule Rule, PlannedResource Resource, string Message);
