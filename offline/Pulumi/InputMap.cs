using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A map-valued property (names to values) whose values, or the whole of it, may be outputs.</summary>
/// <typeparam name="TValue">Type of the values.</typeparam>
public sealed class InputMap<TValue>
    : Input<ImmutableDictionary<string, TValue>>, IEnumerable, IAsyncEnumerable<Input<KeyValuePair<string, TValue>>>
{
    private Output<ImmutableDictionary<string, Input<TValue>>> _items;
    private Output<ImmutableDictionary<string, TValue>>? _values;

    /// <summary>An empty map.</summary>
    public InputMap() : this(Output.Create(ImmutableDictionary<string, Input<TValue>>.Empty))
    {
    }

    private InputMap(Output<ImmutableDictionary<string, Input<TValue>>> items) => _items = items;

    private protected override Output<ImmutableDictionary<string, TValue>> Value => _values ??= _items.Apply(Flatten);

    private protected override IOutput Content => _items;

    /// <summary>Adds a value; the same key with another value is refused when the map is read.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    public void Add(string key, Input<TValue> value) => Change(_items.Apply(items =>
        items.SetItem(key, items.TryGetValue(key, out var existing) ? OnlyIfSame(key, existing, value) : value)));

    /// <summary>Adds another map's values.</summary>
    /// <param name="values">The other map.</param>
    public void Add(InputMap<TValue> values)
        => Change(Output.Tuple(_items, values._items).Apply(both => both.Item1.AddRange(both.Item2)));

    /// <summary>Goes through the pairs once they are known; nothing comes while they are unknown.</summary>
    /// <param name="cancellationToken">Not used.</param>
    public async IAsyncEnumerator<Input<KeyValuePair<string, TValue>>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        var pairs = await Value.GetValueAsync(whenUnknown: ImmutableDictionary<string, TValue>.Empty).ConfigureAwait(false);
        foreach (var pair in pairs) yield return pair;
    }

    IEnumerator IEnumerable.GetEnumerator()
        => throw new NotSupportedException("The values of an InputMap may not be known yet: go through them with await foreach.");

    private void Change(Output<ImmutableDictionary<string, Input<TValue>>> items)
    {
        _items = items;
        _values = null;
    }

    private static Output<TValue> OnlyIfSame(string key, Input<TValue> existing, Input<TValue> added)
        => Output.Tuple(existing, added).Apply(both => EqualityComparer<TValue>.Default.Equals(both.Item1, both.Item2)
            ? both.Item1
            : throw new ArgumentException($"Key '{key}' is in the map already, with a different value."));

    private static Output<ImmutableDictionary<string, TValue>> Flatten(ImmutableDictionary<string, Input<TValue>> items)
        => items is null
            ? Output.Create(default(ImmutableDictionary<string, TValue>)!)
            : Output.All(items.Select(item => item.Value.ToOutput().Apply(value => KeyValuePair.Create(item.Key, value))))
                .Apply(pairs => pairs.ToImmutableDictionary());

    /// <summary>A map of the same values.</summary>
    /// <param name="values">The values.</param>
    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values) => Output.Create(values);

    /// <summary>A map of the same values.</summary>
    /// <param name="values">The values.</param>
    public static implicit operator InputMap<TValue>(ImmutableDictionary<string, TValue> values) => Output.Create(values);

    /// <summary>A map that an output becomes.</summary>
    /// <param name="values">The output.</param>
    public static implicit operator InputMap<TValue>(Output<Dictionary<string, TValue>> values)
        => values.Apply(items => items.ToImmutableDictionary());

    /// <summary>A map that an output becomes.</summary>
    /// <param name="values">The output.</param>
    public static implicit operator InputMap<TValue>(Output<IDictionary<string, TValue>> values)
        => values.Apply(items => items.ToImmutableDictionary());

    /// <summary>A map that an output becomes.</summary>
    /// <param name="values">The output.</param>
    public static implicit operator InputMap<TValue>(Output<ImmutableDictionary<string, TValue>> values)
        => new(values.Apply(items => items?.ToImmutableDictionary(item => item.Key, item => (Input<TValue>)item.Value)!));
}
