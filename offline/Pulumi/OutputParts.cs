using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Pulumi;

/// <summary>Collects, while several outputs are awaited, what their combination is: known, secret, and from where.</summary>
internal sealed class OutputParts
{
    private ImmutableHashSet<Resource> _resources = [];
    private bool _isKnown = true;
    private bool _isSecret;

    private OutputParts()
    {
    }

    public static Output<T> Combine<T>(Func<OutputParts, Task<T>> combine)
    {
        return new(CombineAsync());

        async Task<OutputData<T>> CombineAsync()
        {
            var parts = new OutputParts();
            var value = await combine(parts).ConfigureAwait(false);
            return new(value, parts._resources, parts._isKnown, parts._isSecret);
        }
    }

    public ConfiguredValueTaskAwaitable<T> Take<T>(Output<T> output)
    {
        return TakeAsync().ConfigureAwait(false);

        async ValueTask<T> TakeAsync()
        {
            var data = await output.Data.ConfigureAwait(false);
            Add(data);
            return data.Value;
        }
    }

    private void Add<T>(OutputData<T> data)
    {
        _resources = _resources.Union(data.Resources);
        _isKnown &= data.IsKnown;
        _isSecret |= data.IsSecret;
    }
}
