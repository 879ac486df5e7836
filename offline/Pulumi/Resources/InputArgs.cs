using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A group of inputs, which are its members marked with <see cref="InputAttribute"/>.</summary>
public abstract class InputArgs
{
    /// <summary>Makes an empty group.</summary>
    protected InputArgs()
    {
    }

    internal ImmutableDictionary<string, object?> ToDictionary()
    {
        var inputs = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var member in InputMember.Of(GetType())) inputs.Add(member.Name, member.Read(this));
        return inputs.ToImmutable();
    }
}
