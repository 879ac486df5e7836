namespace Pulumi;

/// <summary>Turns inputs into outputs. A missing input counts as its type's default value.</summary>
public static class InputExtensions
{
    /// <summary>Gives the input as an output.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="input">The input.</param>
    public static Output<T> ToOutput<T>(this Input<T>? input) => input is null ? Output.Create<T>(default(T)!) : input;
}
