namespace Infra.Stacks.Settings.Reading;

/// <summary>Where something stands, or would stand if it were given.</summary>
/// <param name="Path">Its path from the top.</param>
/// <param name="Position">Its number in document order; that of the map around it, if it is not given.</param>
/// <param name="Shown">What stands there, for messages.</param>
internal record Place(string Path, int Position, string? Shown);

/// <summary>A value that was asked for: valid, given but wrong (and then reported already), or not given.</summary>
internal sealed record Setting<T>(Place Place, bool IsGiven, bool IsValid, T? Value)
{
    /// <summary>Whether there is a value to reason about.</summary>
    public bool Is(out T value)
    {
        value = Value!;
        return IsValid;
    }

    /// <summary>The value, or the default when it isn't given.</summary>
    public T Or(T otherwise) => IsValid ? Value! : otherwise;

    /// <summary>Whether the value is known: valid, or not given and thus the default.</summary>
    public bool IsKnown => IsValid || !IsGiven;

    public Setting<TOther> Map<TOther>(Func<T, TOther> convert) =>
        new(Place, IsGiven, IsValid, IsValid ? convert(Value!) : default);
}
