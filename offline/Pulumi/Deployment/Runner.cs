using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Runs a program until all that it began is done, or until something fails.</summary>
internal sealed class Runner
{
    /// <summary>The exit code of a run whose errors the user has been told.</summary>
    private const int FailedWithMessage = 32;

    private readonly PendingTasks _pending = new();
    private readonly List<string> _errors = [];

    public ImmutableArray<string> Errors
    {
        get
        {
            lock (_errors) return [.. _errors];
        }
    }

    public void Register(Task task) => _pending.Add(task);

    /// <summary>Ends the run with this failure, whatever fails because of it.</summary>
    public void Fail(Exception exception) => _pending.Fail(exception);

    public void Report(string error)
    {
        lock (_errors) _errors.Add(error);
    }

    public async Task RunAsync(Func<Stack> createStack)
    {
        try
        {
            createStack().RegisterPropertyOutputs();
        }
        catch (Exception exception)
        {
            Report(exception);
            return;
        }

        foreach (var exception in await _pending.WhenIdleOrFailedAsync().ConfigureAwait(false)) Report(exception);
    }

    private void Report(Exception exception)
    {
        Environment.ExitCode = FailedWithMessage;
        Report(exception switch
        {
            RunException => exception.Message,
            ResourceException { HideStack: true } => exception.Message,
            ResourceException => exception.ToString(),
            _ => $"Running program failed with an unhandled exception:\n{exception}",
        });
    }
}
