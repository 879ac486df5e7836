namespace Infra.Configuration;

/// <summary>The project or a stack file can't be used. The message is meant to be shown as it is.</summary>
/// <param name="message">What is wrong where, and how to fix it; one or a few lines.</param>
public sealed class ConfigurationException(string message) : Exception(message);
