using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Counts tasks until none is left or one has failed.</summary>
internal sealed class PendingTasks
{
    private readonly Lock _lock = new();
    private readonly HashSet<Exception> _exceptions = [];
    private readonly TaskCompletionSource<ImmutableArray<Exception>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<Task> _complete;
    private int _count;
    private bool _isAwaited;

    public PendingTasks() => _complete = Complete;

    public void Add(Task task)
    {
        if (task.IsCompletedSuccessfully) return;
        lock (_lock) _count++;
        task.ContinueWith(_complete, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Notes a failure before those that follow from it.</summary>
    public void Fail(Exception exception)
    {
        lock (_lock)
        {
            _exceptions.Add(exception);
            FinishIfDone();
        }
    }

    /// <summary>Waits; what fails before this is called is collected, after that the first failure ends the wait.</summary>
    public Task<ImmutableArray<Exception>> WhenIdleOrFailedAsync()
    {
        lock (_lock)
        {
            _isAwaited = true;
            FinishIfDone();
            return _done.Task;
        }
    }

    private void Complete(Task task)
    {
        lock (_lock)
        {
            _count--;
            if (task.IsFaulted) _exceptions.UnionWith(task.Exception.InnerExceptions);
            FinishIfDone();
        }
    }

    private void FinishIfDone()
    {
        if (_isAwaited && (_count == 0 || _exceptions.Count > 0)) _done.TrySetResult([.. _exceptions]);
    }
}
