namespace Pulumi;

public sealed partial class Deployment
{
    /// <summary>Refuses: there is no engine here.</summary>
    /// <param name="action">The program.</param>
    /// <returns>The exit code, 1.</returns>
    public static Task<int> RunAsync(Action action) => RefuseAsync();

    /// <inheritdoc cref="RunAsync(Action)"/>
    /// <param name="func">The program, which returns the stack's outputs.</param>
    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => RefuseAsync();

    /// <inheritdoc cref="RunAsync(Action)"/>
    /// <param name="func">The program.</param>
    public static Task<int> RunAsync(Func<Task> func) => RefuseAsync();

    /// <inheritdoc cref="RunAsync(Action)"/>
    /// <param name="func">The program, which returns the stack's outputs.</param>
    /// <param name="options">How the stack is managed.</param>
    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null) => RefuseAsync();

    /// <inheritdoc cref="RunAsync(Action)"/>
    /// <typeparam name="TStack">The program, a stack class.</typeparam>
    public static Task<int> RunAsync<TStack>() where TStack : Stack, new() => RefuseAsync();

    /// <inheritdoc cref="RunAsync{TStack}()"/>
    /// <param name="serviceProvider">Makes the stack.</param>
    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider) where TStack : Stack => RefuseAsync();

    private static async Task<int> RefuseAsync()
    {
        await Console.Error.WriteLineAsync("This build uses the stand-ins in offline/, which can plan and test but not deploy: "
            + "run ./build.sh up on a machine that can restore Pulumi's packages.").ConfigureAwait(false);
        return 1;
    }
}
