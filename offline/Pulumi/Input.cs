namespace Pulumi;

/// <summary>A property of a resource's arguments: a value, or an output that becomes one.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public class Input<T> : IInput
{
    private readonly Output<T>? _output;

    private protected Input(Output<T> output) => _output = output;

    private protected Input()
    {
    }

    private protected virtual Output<T> Value => _output!;

    /// <summary>What the serializer descends into; a collection hands out its elements one by one.</summary>
    private protected virtual IOutput Content => Value;

    IOutput IInput.ToOutput() => Value;

    IOutput IInput.ToContent() => Content;

    /// <summary>Takes a plain value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Input<T>(T value) => Output.Create(value);

    /// <summary>Takes an output.</summary>
    /// <param name="value">The output.</param>
    public static implicit operator Input<T>(Output<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(value);
    }

    /// <summary>Gives the input as an output.</summary>
    /// <param name="input">The input.</param>
    public static implicit operator Output<T>(Input<T> input) => input.Value;
}
