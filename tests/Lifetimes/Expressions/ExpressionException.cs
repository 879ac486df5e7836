namespace Infra.Tests.Lifetimes.Expressions;

/// <summary>An expression has no value: a key that isn't there, an index beyond the end. Whoever asks decides what that means.</summary>
public sealed class ExpressionException(string message) : Exception(message);
