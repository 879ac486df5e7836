using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The inputs of a resource.</summary>
public abstract class ResourceArgs : InputArgs
{
    /// <summary>No inputs.</summary>
    public static readonly ResourceArgs Empty = new NoArgs();

    private sealed class NoArgs : ResourceArgs;
}

/// <summary>The inputs of a resource, by name.</summary>
public sealed class DictionaryResourceArgs : ResourceArgs
{
    private readonly ImmutableDictionary<string, object?> _inputs;

    /// <summary>Takes the inputs.</summary>
    /// <param name="dictionary">Names and values.</param>
    public DictionaryResourceArgs(ImmutableDictionary<string, object?> dictionary) => _inputs = dictionary;

    internal override ImmutableDictionary<string, object?> ToDictionary() => _inputs;
}
