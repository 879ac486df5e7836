using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What an output resolves to: the value, whether it is known and secret, and the resources it came from.</summary>
internal readonly record struct OutputData<T>(T Value, ImmutableHashSet<Resource> Resources, bool IsKnown, bool IsSecret)
{
    public static OutputData<T> Of(T value, bool isSecret = false) => new(value, [], IsKnown: true, isSecret);
}
