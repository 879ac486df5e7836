namespace Pulumi;

/// <summary>A value of either of two types.</summary>
/// <typeparam name="T0">The first type.</typeparam>
/// <typeparam name="T1">The second type.</typeparam>
public readonly struct Union<T0, T1> : IUnion
{
    private Union(object? value) => Value = value;

    internal object? Value { get; }

    object? IUnion.Value => Value;

    internal static Union<T0, T1> FromT0(T0 input) => new(input);

    internal static Union<T0, T1> FromT1(T1 input) => new(input);
}
