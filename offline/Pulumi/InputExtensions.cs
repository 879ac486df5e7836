namespace Pulumi;

/// <summary>Transforms inputs. A missing input counts as its type's default value.</summary>
public static class InputExtensions
{
    /// <summary>Transforms the value once it is known.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="input">The input.</param>
    /// <param name="func">The transformation.</param>
    public static Output<TResult> Apply<T, TResult>(this Input<T>? input, Func<T, TResult> func)
        => input.ToOutput().Apply(func);

    /// <inheritdoc cref="Apply{T, TResult}(Input{T}?, Func{T, TResult})"/>
    public static Output<TResult> Apply<T, TResult>(this Input<T>? input, Func<T, Task<TResult>> func)
        => input.ToOutput().Apply(func);

    /// <inheritdoc cref="Apply{T, TResult}(Input{T}?, Func{T, TResult})"/>
    public static Output<TResult> Apply<T, TResult>(this Input<T>? input, Func<T, Input<TResult>?> func)
        => input.ToOutput().Apply(func);

    /// <inheritdoc cref="Apply{T, TResult}(Input{T}?, Func{T, TResult})"/>
    public static Output<TResult> Apply<T, TResult>(this Input<T>? input, Func<T, Output<TResult>?> func)
        => input.ToOutput().Apply(func);

    /// <summary>Gives the input as an output.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="input">The input.</param>
    public static Output<T> ToOutput<T>(this Input<T>? input) => input is null ? Output.Create<T>(default(T)!) : input;
}
