namespace Pulumi;

/// <summary>A value of either of two types.</summary>
/// <typeparam name="T0">The first type.</typeparam>
/// <typeparam name="T1">The second type.</typeparam>
public readonly struct Union<T0, T1> : IEquatable<Union<T0, T1>>, IUnion
{
    private readonly T0 _first;
    private readonly T1 _second;

    private Union(T0 first, T1 second, bool isSecond)
    {
        _first = first;
        _second = second;
        IsT1 = isSecond;
    }

    /// <summary>Whether the value is of the first type.</summary>
    public bool IsT0 => !IsT1;

    /// <summary>Whether the value is of the second type.</summary>
    public bool IsT1 { get; }

    /// <summary>The value of the first type.</summary>
    /// <exception cref="InvalidOperationException">It is of the second.</exception>
    public T0 AsT0 => IsT0 ? _first : throw new InvalidOperationException("The union holds a value of its second type (T1), not of T0.");

    /// <summary>The value of the second type.</summary>
    /// <exception cref="InvalidOperationException">It is of the first.</exception>
    public T1 AsT1 => IsT1 ? _second : throw new InvalidOperationException("The union holds a value of its first type (T0), not of T1.");

    /// <summary>The value, whichever type it has.</summary>
    public object Value => IsT0 ? _first! : _second!;

    /// <summary>A union of a value of the first type.</summary>
    /// <param name="input">The value.</param>
    public static Union<T0, T1> FromT0(T0 input) => new(input, default!, isSecond: false);

    /// <summary>A union of a value of the second type.</summary>
    /// <param name="input">The value.</param>
    public static Union<T0, T1> FromT1(T1 input) => new(default!, input, isSecond: true);

    /// <summary>Applies the function that fits the value.</summary>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="f0">For the first type.</param>
    /// <param name="f1">For the second type.</param>
    public TResult Match<TResult>(Func<T0, TResult> f0, Func<T1, TResult> f1) => IsT0 ? f0(_first) : f1(_second);

    /// <inheritdoc/>
    public bool Equals(Union<T0, T1> other) => IsT1 == other.IsT1 && Equals(Value, other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Union<T0, T1> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IsT1, Value);

    /// <summary>The value's type and text.</summary>
    public override string ToString() => $"{(IsT0 ? typeof(T0) : typeof(T1)).FullName}: {Value}";

    /// <summary>Takes the first type.</summary>
    /// <param name="t">The value.</param>
    public static implicit operator Union<T0, T1>(T0 t) => FromT0(t);

    /// <summary>Takes the second type.</summary>
    /// <param name="t">The value.</param>
    public static implicit operator Union<T0, T1>(T1 t) => FromT1(t);

    /// <summary>Whether type and value are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Union<T0, T1> left, Union<T0, T1> right) => left.Equals(right);

    /// <summary>Whether type or value differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Union<T0, T1> left, Union<T0, T1> right) => !left.Equals(right);
}
