using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What a <see cref="ResourceHook"/> sees of a resource; null: it isn't known at that moment.</summary>
public class ResourceHookArgs
{
    /// <summary>What the engine says.</summary>
    /// <param name="urn">The resource's URN.</param>
    /// <param name="id">Its id.</param>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type token.</param>
    /// <param name="newInputs">The inputs that it shall have.</param>
    /// <param name="oldInputs">The inputs that it had.</param>
    /// <param name="newOutputs">The outputs that it has now.</param>
    /// <param name="oldOutputs">The outputs that it had.</param>
    public ResourceHookArgs(
        string urn,
        string id,
        string name,
        string type,
        ImmutableDictionary<string, object?>? newInputs = null,
        ImmutableDictionary<string, object?>? oldInputs = null,
        ImmutableDictionary<string, object?>? newOutputs = null,
        ImmutableDictionary<string, object?>? oldOutputs = null)
    {
        _ = (urn, id, type, newOutputs);
        Name = name;
        NewInputs = newInputs;
        OldInputs = oldInputs;
        OldOutputs = oldOutputs;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The inputs that it shall have.</summary>
    public ImmutableDictionary<string, object?>? NewInputs { get; }

    /// <summary>The inputs that it had.</summary>
    public ImmutableDictionary<string, object?>? OldInputs { get; }

    /// <summary>The outputs that it had.</summary>
    public ImmutableDictionary<string, object?>? OldOutputs { get; }
}
