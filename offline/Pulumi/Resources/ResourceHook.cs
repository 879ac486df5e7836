namespace Pulumi;

/// <summary>Called at a moment of a resource's life; what it throws fails the step.</summary>
/// <param name="args">The resource, before and after.</param>
/// <param name="cancellationToken">Ends the wait.</param>
public delegate Task ResourceHookCallback(ResourceHookArgs args, CancellationToken cancellationToken = default);

/// <summary>Code of the program that the engine calls in a resource's life; mocks call none.</summary>
public class ResourceHook
{
    /// <summary>Registers a hook with the deployment.</summary>
    /// <param name="name">Its name, unique in the program.</param>
    /// <param name="callback">The code.</param>
    /// <param name="options">When it is called.</param>
    public ResourceHook(string name, ResourceHookCallback callback, ResourceHookOptions? options = null)
        : this(name, callback, options, Task.CompletedTask) => _ = Deployment.Required;

    /// <summary>A hook that is registered already.</summary>
    /// <param name="name">Its name, unique in the program.</param>
    /// <param name="callback">The code.</param>
    /// <param name="options">When it is called.</param>
    /// <param name="registered">Done when it is registered.</param>
    protected ResourceHook(string name, ResourceHookCallback callback, ResourceHookOptions? options, Task registered)
    {
        _ = (name, registered);
        Callback = callback;
        Options = options ?? new ResourceHookOptions();
    }

    /// <summary>The code.</summary>
    public ResourceHookCallback Callback { get; }

    /// <summary>When it is called.</summary>
    public ResourceHookOptions Options { get; }
}
