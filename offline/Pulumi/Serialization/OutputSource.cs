using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>Completes an output of a resource.</summary>
internal abstract class OutputSource(string name)
{
    public string Name { get; } = name;

    public abstract IOutput Output { get; }

    public abstract void Set(OutputData<object?> data);

    public abstract void SetDefault(bool isKnown);

    public abstract void Fail(Exception exception);
}

/// <inheritdoc/>
internal sealed class OutputSource<T> : OutputSource
{
    private readonly TaskCompletionSource<OutputData<T>> _data = new();
    private readonly ImmutableHashSet<Resource> _resources;

    public OutputSource(string name, ImmutableHashSet<Resource> resources) : base(name)
    {
        _resources = resources;
        Output = new Output<T>(_data.Task, isAwaited: true);
    }

    public override IOutput Output { get; }

    public override void Set(OutputData<object?> data)
        => _data.TrySetResult(new((T)Conversion.Convert(data.Value, typeof(T))!, _resources, data.IsKnown, data.IsSecret));

    public override void SetDefault(bool isKnown) => _data.TrySetResult(new(default!, _resources, isKnown, IsSecret: false));

    public override void Fail(Exception exception) => _data.TrySetException(exception);
}
