namespace Infra.Verifying;

/// <summary>Something that a check saw on the cluster.</summary>
/// <param name="Where">The object that it is about: kind, namespace and name.</param>
/// <param name="Text">What was seen: a part of a sentence, of which the object is the subject.</param>
public abstract record Observation(string Where, string Text);

/// <summary>Something that is wrong.</summary>
/// <inheritdoc cref="Observation"/>
/// <param name="Where">The object that it is about: kind, namespace and name.</param>
/// <param name="Text">What is wrong: a part of a sentence, of which the object is the subject.</param>
/// <param name="Fix">What to do about it: a part of a sentence, in the imperative.</param>
public sealed record Fault(string Where, string Text, string Fix) : Observation(Where, Text);

/// <summary>Something that isn't wrong and is worth knowing, such as the days until a certificate ends.</summary>
/// <inheritdoc cref="Observation"/>
public sealed record Note(string Where, string Text) : Observation(Where, Text);

/// <summary>Why nothing can be said: no answer, an error, or an answer that doesn't tell. It never counts as a pass.</summary>
/// <inheritdoc cref="Observation"/>
public sealed record Obstacle(string Where, string Text) : Observation(Where, Text);
