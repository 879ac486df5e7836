using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Planning;

/// <summary>What an output turned out to be.</summary>
/// <param name="Value">Its value.</param>
/// <param name="IsKnown">Whether it has one.</param>
/// <param name="IsSecret">Whether it is secret.</param>
/// <param name="Dependencies">The resources that it was made from.</param>
internal readonly record struct OutputState(object? Value, bool IsKnown, bool IsSecret, ImmutableHashSet<Resource> Dependencies);

/// <summary>Reads <see cref="Input{T}"/> and <see cref="Output{T}"/> of types that are known at run time only.</summary>
internal abstract class OutputReader
{
    private static readonly ConcurrentDictionary<Type, OutputReader?> Known = new();

    /// <summary>The reader for a type; null if it is neither an input nor an output.</summary>
    public static OutputReader? For(Type type) => Known.GetOrAdd(type, Find);

    /// <summary>Waits for an input or output.</summary>
    public abstract Task<OutputState> ReadAsync(object value);

    private static OutputReader? Find(Type type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (!current.IsGenericType)
                continue;
            var definition = current.GetGenericTypeDefinition();
            if (definition == typeof(Output<>))
                return Create(typeof(OfOutput<>), current);
            if (definition == typeof(Input<>))
                return Create(typeof(OfInput<>), current);
        }

        return null;
    }

    private static OutputReader Create(Type reader, Type of) =>
        (OutputReader)Activator.CreateInstance(reader.MakeGenericType(of.GetGenericArguments()))!;

    private static async Task<OutputState> StateAsync<T>(Output<T> output) => new(
        await OutputUtilities.GetValueAsync(output).ConfigureAwait(false),
        await OutputUtilities.GetIsKnownAsync(output).ConfigureAwait(false),
        await Output.IsSecretAsync(output).ConfigureAwait(false),
        await OutputUtilities.GetDependenciesAsync(output).ConfigureAwait(false));

    private sealed class OfOutput<T> : OutputReader
    {
        public override Task<OutputState> ReadAsync(object value) => StateAsync((Output<T>)value);
    }

    private sealed class OfInput<T> : OutputReader
    {
        public override Task<OutputState> ReadAsync(object value) => StateAsync(((Input<T>)value).ToOutput());
    }
}
