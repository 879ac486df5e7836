namespace Pulumi.Testing;

/// <summary>Plays the engine and its providers.</summary>
public interface IMocks
{
    /// <summary>Creates a resource.</summary>
    /// <param name="args">The resource.</param>
    /// <returns>Its id, null while it is unknown, and its outputs: a dictionary with names in camel case.</returns>
    Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args);

    /// <summary>Calls a provider's function.</summary>
    /// <param name="args">The call.</param>
    Task<object> CallAsync(MockCallArgs args);
}
