using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Makes and combines outputs.</summary>
public static partial class Output
{
    /// <summary>Makes an output of a value that exists already.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">The value.</param>
    public static Output<T> Create<T>(T value) => Output<T>.Of(OutputData<T>.Of(value));

    /// <summary>Makes an output of a task's result.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">The task.</param>
    public static Output<T> Create<T>(Task<T> value) => Output<T>.From(value, isSecret: false);

    /// <summary>Makes a secret output: whatever is derived from it is secret too.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">The value.</param>
    public static Output<T> CreateSecret<T>(T value) => Output<T>.Of(OutputData<T>.Of(value, isSecret: true));

    /// <inheritdoc cref="CreateSecret{T}(T)"/>
    public static Output<T> CreateSecret<T>(Task<T> value) => Output<T>.From(value, isSecret: true);

    /// <inheritdoc cref="CreateSecret{T}(T)"/>
    public static Output<T> CreateSecret<T>(Output<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.With(data => data with { IsSecret = true });
    }

    /// <summary>Tells whether an output is secret, once it is resolved.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="output">The output.</param>
    public static async Task<bool> IsSecretAsync<T>(Output<T> output) => (await output.Data.ConfigureAwait(false)).IsSecret;

    /// <summary>Combines several values of one type; known when all are, secret when one is.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <param name="inputs">The values.</param>
    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => All(inputs.AsEnumerable());

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs) => All(inputs.Select(input => (Output<T>)input));

    /// <summary>Combines several outputs of one type; known when all are, secret when one is.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <param name="outputs">The outputs.</param>
    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs) => All(outputs.AsEnumerable());

    /// <inheritdoc cref="All{T}(Output{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs)
    {
        var parts = outputs.ToImmutableArray();
        return OutputParts.Combine(async all =>
        {
            var values = ImmutableArray.CreateBuilder<T>(parts.Length);
            foreach (var part in parts) values.Add(await all.Take(part));
            return values.MoveToImmutable();
        });
    }
}
