namespace Infra.Tests.EndToEnd.Suite;

/// <summary>Something isn't as the story says. The message is for the person who reads the run's output.</summary>
internal sealed class StoryFailedException(string message) : Exception(message);
