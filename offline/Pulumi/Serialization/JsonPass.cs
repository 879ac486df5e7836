using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>
/// One pass over an object that is written or read as JSON. Writing can't await, so outputs that aren't resolved yet
/// are noted in a first pass, awaited, and written in the next.
/// </summary>
internal sealed class JsonPass(ImmutableHashSet<Resource> resources, bool isSecret)
{
    [ThreadStatic]
    private static JsonPass? _current;

    private readonly List<Task> _pending = [];
    private readonly HashSet<Resource> _seen = [.. resources];
    private bool _isKnown = true;
    private bool _isSecret = isSecret;

    public static JsonPass Current => _current ?? throw new NotSupportedException("Use Output.JsonSerialize for an object with outputs.");

    public Task Pending => _pending.Count == 0 ? Task.CompletedTask : Task.WhenAll(_pending);

    public OutputData<T> Run<T>(Func<T> convert)
    {
        var outer = _current;
        _current = this;
        try
        {
            var result = convert();
            return new(_isKnown ? result : default!, [.. _seen], _isKnown, _isSecret);
        }
        finally
        {
            _current = outer;
        }
    }

    public Output<T> Wrap<T>(T value) => Output<T>.Of(new(value, resources, IsKnown: true, _isSecret));

    public bool TryTake<T>(Output<T> output, out T value)
    {
        value = default!;
        if (!output.Data.IsCompletedSuccessfully)
        {
            _pending.Add(output.Data);
            return false;
        }
        var data = output.Data.Result;
        _seen.UnionWith(data.Resources);
        _isSecret |= data.IsSecret;
        _isKnown &= data.IsKnown;
        value = data.Value;
        return data.IsKnown;
    }
}
