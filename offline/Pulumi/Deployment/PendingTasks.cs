using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Counts tasks until none is left or one has failed.</summary>
internal sealed class PendingTasks
{
    private readonly Lock _lock = new();
    private readonly List<Exception> _exceptions = [];
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<Task> _complete;
    private int _count = 1;

    public PendingTasks() => _complete = Complete;

    public void Add(Task task)
    {
        if (task.IsCompletedSuccessfully) return;
        lock (_lock) _count++;
        task.ContinueWith(_complete, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Waits; to be called once, when the program itself has run.</summary>
    public async Task<ImmutableArray<Exception>> WhenIdleOrFailedAsync()
    {
        Complete(Task.CompletedTask);
        await _done.Task.ConfigureAwait(false);
        lock (_lock) return [.. _exceptions.Distinct()];
    }

    private void Complete(Task task)
    {
        lock (_lock)
        {
            _count--;
            if (task.IsFaulted) _exceptions.AddRange(task.Exception.InnerExceptions);
            if (_count == 0 || _exceptions.Count > 0) _done.TrySetResult();
        }
    }
}
