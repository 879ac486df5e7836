using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A list-valued property whose elements, or the whole of it, may be outputs.</summary>
/// <typeparam name="T">Type of the elements.</typeparam>
public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable, IAsyncEnumerable<Input<T>>
{
    private Output<ImmutableArray<Input<T>>> _items;
    private Output<ImmutableArray<T>>? _values;

    /// <summary>An empty list.</summary>
    public InputList() : this(Output.Create(ImmutableArray<Input<T>>.Empty))
    {
    }

    private InputList(Output<ImmutableArray<Input<T>>> items) => _items = items;

    private protected override Output<ImmutableArray<T>> Value => _values
        ??= _items.Apply(items => items.IsDefault ? Output.Create(default(ImmutableArray<T>)) : Output.All(items.AsEnumerable()));

    private protected override IOutput Content => _items;

    /// <summary>Appends elements.</summary>
    /// <param name="inputs">The elements.</param>
    public void Add(params Input<T>[] inputs) => Add((InputList<T>)inputs);

    /// <summary>Appends another list's elements.</summary>
    /// <param name="inputs">The other list.</param>
    public void Add(InputList<T> inputs)
    {
        _items = Join(this, inputs);
        _values = null;
    }

    internal InputList<T> Concat(InputList<T> other) => new(Join(this, other));

    internal InputList<T> Clone() => new(_items);

    /// <summary>Goes through the elements once they are known; nothing comes while they are unknown.</summary>
    /// <param name="cancellationToken">Not used.</param>
    public async IAsyncEnumerator<Input<T>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        foreach (var value in await Value.GetValueAsync(whenUnknown: []).ConfigureAwait(false)) yield return value;
    }

    IEnumerator IEnumerable.GetEnumerator()
        => throw new NotSupportedException("The elements of an InputList may not be known yet: go through them with await foreach.");

    private static Output<ImmutableArray<Input<T>>> Join(InputList<T> first, InputList<T> second)
        => Output.Tuple(first._items, second._items).Apply(both => both.Item1.AddRange(both.Item2));

    private static InputList<T> Of(IEnumerable<Input<T>> items) => new(Output.Create(items.ToImmutableArray()));

    /// <summary>A list of one value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator InputList<T>(T value) => Of([value]);

    /// <summary>A list of one output.</summary>
    /// <param name="value">The output.</param>
    public static implicit operator InputList<T>(Output<T> value) => Of([value]);

    /// <summary>A list of one input.</summary>
    /// <param name="value">The input.</param>
    public static implicit operator InputList<T>(Input<T> value) => Of([value]);

    /// <summary>A list of the array's values.</summary>
    /// <param name="values">The values.</param>
    public static implicit operator InputList<T>(T[] values) => Of(values.Select(value => (Input<T>)value));

    /// <summary>A list of the array's outputs.</summary>
    /// <param name="values">The outputs.</param>
    public static implicit operator InputList<T>(Output<T>[] values) => Of(values.Select(value => (Input<T>)value));

    /// <summary>A list of the array's inputs.</summary>
    /// <param name="values">The inputs.</param>
    public static implicit operator InputList<T>(Input<T>[] values) => Of(values);

    /// <summary>A list of the same values.</summary>
    /// <param name="values">The values.</param>
    public static implicit operator InputList<T>(List<T> values) => Of(values.Select(value => (Input<T>)value));

    /// <summary>A list of the same outputs.</summary>
    /// <param name="values">The outputs.</param>
    public static implicit operator InputList<T>(List<Output<T>> values) => Of(values.Select(value => (Input<T>)value));

    /// <summary>A list of the same inputs.</summary>
    /// <param name="values">The inputs.</param>
    public static implicit operator InputList<T>(List<Input<T>> values) => Of(values);

    /// <summary>A list of the array's values; an uninitialized array gives an uninitialized list.</summary>
    /// <param name="values">The values.</param>
    public static implicit operator InputList<T>(ImmutableArray<T> values) => Output.Create(values);

    /// <summary>A list of the array's outputs.</summary>
    /// <param name="values">The outputs.</param>
    public static implicit operator InputList<T>(ImmutableArray<Output<T>> values)
        => values.IsDefault ? default(ImmutableArray<Input<T>>) : Of(values.Select(value => (Input<T>)value));

    /// <summary>A list of the array's inputs.</summary>
    /// <param name="values">The inputs.</param>
    public static implicit operator InputList<T>(ImmutableArray<Input<T>> values) => new(Output.Create(values));

    /// <summary>A list that an output becomes.</summary>
    /// <param name="values">The output.</param>
    public static implicit operator InputList<T>(Output<T[]> values) => values.Apply(items => items.ToImmutableArray());

    /// <summary>A list that an output becomes.</summary>
    /// <param name="values">The output.</param>
    public static implicit operator InputList<T>(Output<List<T>> values) => values.Apply(items => items.ToImmutableArray());

    /// <summary>A list that an output becomes.</summary>
    /// <param name="values">The output.</param>
    public static implicit operator InputList<T>(Output<IEnumerable<T>> values) => values.Apply(items => items.ToImmutableArray());

    /// <summary>A list that an output becomes.</summary>
    /// <param name="values">The output.</param>
    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values)
        => new(values.Apply(items => items.IsDefault ? default : items.Select(item => (Input<T>)item).ToImmutableArray()));
}
