namespace Pulumi;

/// <summary>A value that exists later, together with what it depends on and whether it is secret.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public sealed class Output<T> : IOutput
{
    /// <param name="data">What the output resolves to.</param>
    /// <param name="isAwaited">Whether the runner waits already for whatever completes <paramref name="data"/>.</param>
    internal Output(Task<OutputData<T>> data, bool isAwaited = false)
    {
        Data = data;
        if (!isAwaited) Deployment.Current?.Runner.Register(data);
    }

    internal Task<OutputData<T>> Data { get; }

    internal static Output<T> Of(OutputData<T> data) => new(Task.FromResult(data));

    internal static Output<T> From(Task<T> value, bool isSecret)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.IsCompletedSuccessfully ? Of(OutputData<T>.Of(value.Result, isSecret)) : new(AwaitAsync());

        async Task<OutputData<T>> AwaitAsync() => OutputData<T>.Of(await value.ConfigureAwait(false), isSecret);
    }

    internal Output<T> With(Func<OutputData<T>, OutputData<T>> change)
    {
        return new(ChangeAsync());

        async Task<OutputData<T>> ChangeAsync() => change(await Data.ConfigureAwait(false));
    }

    internal async Task<T> GetValueAsync(T whenUnknown)
    {
        var data = await Data.ConfigureAwait(false);
        return data.IsKnown ? data.Value : whenUnknown;
    }

    async ValueTask<OutputData<object?>> IOutput.GetDataAsync()
    {
        var (value, resources, isKnown, isSecret) = await Data.ConfigureAwait(false);
        return new(value, resources, isKnown, isSecret);
    }

    /// <summary>Runs a task with the value once it is known. Not called while it is unknown.</summary>
    /// <param name="func">What to run.</param>
    public Output<ValueTuple> Apply(Func<T, Task> func) => Apply(async value =>
    {
        await func(value).ConfigureAwait(false);
        return ValueTuple.Create();
    });

    /// <summary>Transforms the value once it is known. Not called while it is unknown.</summary>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="func">The transformation.</param>
    public Output<TResult> Apply<TResult>(Func<T, TResult> func) => Apply(value => Output.Create(func(value)));

    /// <inheritdoc cref="Apply{TResult}(Func{T, TResult})"/>
    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func) => Apply(value => Output.Create(func(value)));

    /// <inheritdoc cref="Apply{TResult}(Func{T, TResult})"/>
    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func) => Apply(value => func(value).ToOutput());

    /// <inheritdoc cref="Apply{TResult}(Func{T, TResult})"/>
    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func) => new(ApplyAsync(func));

    private async Task<OutputData<TResult>> ApplyAsync<TResult>(Func<T, Output<TResult>?> func)
    {
        var outer = await Data.ConfigureAwait(false);
        if (!outer.IsKnown) return new(default!, outer.Resources, IsKnown: false, outer.IsSecret);
        if (func(outer.Value) is not { } result) return new(default!, outer.Resources, IsKnown: true, outer.IsSecret);

        var inner = await result.Data.ConfigureAwait(false);
        return new(inner.Value, outer.Resources.Union(inner.Resources), inner.IsKnown, outer.IsSecret || inner.IsSecret);
    }

    /// <summary>Warns: an output has no text of its own. Use <c>Apply</c>.</summary>
    public override string ToString()
    {
        var warning = $"An Output<{typeof(T).Name}> has no text before its value is known: use Apply instead of ToString.";
        Log.Warn(warning);
        return warning;
    }
}
