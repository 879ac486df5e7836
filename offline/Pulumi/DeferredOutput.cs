namespace Pulumi;

/// <summary>An output that is handed out first and resolved afterwards.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public sealed class DeferredOutput<T>
{
    private readonly TaskCompletionSource<Output<T>> _resolved = new();

    /// <summary>Makes an output that nothing has resolved yet.</summary>
    public DeferredOutput() => Output = new(AwaitAsync());

    /// <summary>The output, which waits for <see cref="Resolve"/>.</summary>
    public Output<T> Output { get; }

    /// <summary>Gives the output its value.</summary>
    /// <param name="output">Where the value comes from.</param>
    /// <exception cref="InvalidOperationException">It is already resolved.</exception>
    public void Resolve(Output<T> output)
    {
        if (!_resolved.TrySetResult(output)) throw new InvalidOperationException("DeferredOutput can only be resolved once.");
    }

    private async Task<OutputData<T>> AwaitAsync()
        => await (await _resolved.Task.ConfigureAwait(false)).Data.ConfigureAwait(false);
}
