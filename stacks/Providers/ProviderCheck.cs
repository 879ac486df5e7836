namespace Infra.Stacks.Providers;

/// <summary>A statement about plans that a provider's API asks for, beside what settings must keep to.</summary>
/// <param name="Id">Its name, in lower case with dashes. Programs know it by this name, so it stays.</param>
/// <param name="Title">The statement, as one sentence.</param>
/// <param name="Find">What speaks against it among a plan's resources: nothing, where it holds. A pure function.</param>
public sealed record ProviderCheck(string Id, string Title, Func<IReadOnlyList<IPlannedResource>, IEnumerable<ProviderFinding>> Find);

/// <summary>Why a provider's check fails.</summary>
/// <param name="Urn">The resource that is wrong.</param>
/// <param name="Problem">What is wrong with it: a part of a sentence, of which the resource is the subject.</param>
/// <param name="Fix">What to do about it: a part of a sentence, in the imperative.</param>
public sealed record ProviderFinding(string Urn, string Problem, string Fix);
