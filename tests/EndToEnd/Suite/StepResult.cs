namespace Infra.Tests.EndToEnd.Suite;

/// <summary>How a step of a story went.</summary>
/// <param name="Scenario">The story's name.</param>
/// <param name="Title">What the step does.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Failure">Why it failed; null: it didn't.</param>
/// <param name="Skipped">Why it was left out; null: it wasn't.</param>
internal sealed record StepResult(string Scenario, string Title, double Seconds, string? Failure = null, string? Skipped = null);
