using Infra.Planning;

namespace Infra.Timing;

/// <summary>A step of a deployment.</summary>
/// <param name="Resource">The resource that is created.</param>
/// <param name="Step">Which step that is.</param>
/// <param name="Seconds">How long it takes.</param>
/// <param name="Done">When it is done, in seconds from the start.</param>
public sealed record TimedStep(PlannedResource Resource, string Step, decimal Seconds, decimal Done);
