using System.Collections.Concurrent;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>Does things that take their time: those with the same key one after the other, others at the same time.</summary>
internal sealed class WorkQueue
{
    private readonly Dictionary<string, Task> _last = [];
    private readonly ConcurrentQueue<Exception> _failures = [];

    /// <summary>What failed, whether anybody waited for it or not.</summary>
    public IReadOnlyCollection<Exception> Failures => _failures;

    /// <summary>Does something when all before it is done, even if that failed. It never runs within the call.</summary>
    public Task Add(string key, Func<Task> work)
    {
        var task = AfterAsync(_last.GetValueOrDefault(key), work);
        _last[key] = task;
        return task;
    }

    private async Task AfterAsync(Task? before, Func<Task> work)
    {
        await Task.Yield();
        if (before is not null)
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await work();
        }
        catch (Exception exception)
        {
            _failures.Enqueue(exception);
            throw;
        }
    }
}
