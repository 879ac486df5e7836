using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Looks inside outputs of lists and unions.</summary>
public static class OutputExtensions
{
    /// <summary>One element of a list.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="array">The list.</param>
    /// <param name="index">Its position, from 0.</param>
    public static Output<T> GetAt<T>(this Output<ImmutableArray<T>> array, Input<int> index)
        => Output.Tuple((Input<ImmutableArray<T>>)array, index).Apply(both => both.Item1[both.Item2]);

    /// <summary>The first element of a list.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="array">The list.</param>
    public static Output<T> First<T>(this Output<ImmutableArray<T>> array) => array.GetAt(0);

    /// <summary>The number of elements of a list.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="array">The list.</param>
    public static Output<int> Length<T>(this Output<ImmutableArray<T>> array) => array.Apply(items => items.Length);
}
