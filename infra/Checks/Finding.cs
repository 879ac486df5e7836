using Infra.Planning;

namespace Infra.Checks;

/// <summary>Why a check fails.</summary>
/// <param name="Resource">The resource that is wrong; for what is missing, the component that it belongs below.</param>
/// <param name="Problem">What is wrong with it: a part of a sentence, of which the resource is the subject.</param>
/// <param name="Fix">What to do about it: a part of a sentence, in the imperative.</param>
public sealed record Finding(PlannedResource Resource, string Problem, string Fix);
