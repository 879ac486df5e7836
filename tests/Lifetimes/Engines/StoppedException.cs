namespace Infra.Tests.Lifetimes.Engines;

/// <summary>A run was stopped from outside.</summary>
public sealed class StoppedException : Exception;
