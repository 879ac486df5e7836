using System.Collections.Immutable;

namespace Pulumi.Utilities;

/// <summary>Looks at an output from outside: its value, what it came from, whether it is known.</summary>
public static class OutputUtilities
{
    /// <summary>An output that stays unknown.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">What it holds all the same.</param>
    public static Output<T> CreateUnknown<T>(T value) => Output<T>.Of(OutputData<T>.Of(value) with { IsKnown = false });

    /// <summary>An output that stays unknown.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="valueFactory">Never called.</param>
    public static Output<T> CreateUnknown<T>(Func<Task<T>> valueFactory) => CreateUnknown(default(T)!);

    /// <summary>Whether the output is known, once it is resolved.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="output">The output.</param>
    public static async Task<bool> GetIsKnownAsync<T>(Output<T> output) => (await output.Data.ConfigureAwait(false)).IsKnown;

    /// <summary>The output's value, or the type's default while it is unknown.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="output">The output.</param>
    public static Task<T> GetValueAsync<T>(Output<T> output) => output.GetValueAsync(whenUnknown: default!);

    /// <summary>The resources that the output came from.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="output">The output.</param>
    public static async Task<ImmutableHashSet<Resource>> GetDependenciesAsync<T>(Output<T> output)
        => (await output.Data.ConfigureAwait(false)).Resources;
}
