namespace Infra.Offline.Generator;

/// <summary>A mistake in what the generator was given; the message is one sentence that says where it is and what to do.</summary>
public sealed class GeneratorException(string message) : Exception(message);
