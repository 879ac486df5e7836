namespace Infra.Tests.Lifetimes.Engines;

/// <summary>A run ends with an error, as whoever deploys reads it.</summary>
public sealed class DeploymentException(string message) : Exception(message);
