using System.Collections.Immutable;
using System.Reflection;
using Pulumi.Testing;

namespace Pulumi;

public sealed partial class Deployment
{
    /// <summary>Runs a program under mocks.</summary>
    /// <typeparam name="TStack">The program, a stack class.</typeparam>
    /// <param name="mocks">The mocks.</param>
    /// <param name="options">The deployment to pretend.</param>
    /// <returns>The resources in the order of their registration, the stack included.</returns>
    /// <exception cref="RunException">The program failed.</exception>
    /// <exception cref="AggregateException">The program failed more than once.</exception>
    public static Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null)
        where TStack : Stack, new()
        => TestAsync(mocks, options, () => (TStack)Activator.CreateInstance(
            typeof(TStack), BindingFlags.DoNotWrapExceptions, binder: null, args: null, culture: null)!);

    /// <inheritdoc cref="TestAsync{TStack}(IMocks, TestOptions?)"/>
    /// <param name="mocks">The mocks.</param>
    /// <param name="serviceProvider">Makes the stack.</param>
    /// <param name="options">The deployment to pretend.</param>
    public static Task<ImmutableArray<Resource>> TestWithServiceProviderAsync<TStack>(
        IMocks mocks, IServiceProvider serviceProvider, TestOptions? options = null) where TStack : Stack
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        return TestAsync(mocks, options, () => serviceProvider.GetService(typeof(TStack)) as TStack
            ?? throw new InvalidOperationException($"The service provider makes no {typeof(TStack)}: register the type with it."));
    }

    /// <summary>Runs a program under mocks.</summary>
    /// <param name="testMocks">The mocks.</param>
    /// <param name="testOptions">The deployment to pretend.</param>
    /// <param name="createResources">The program, which returns the stack's outputs.</param>
    /// <returns>The resources in the order of their registration, without the stack, and the outputs.</returns>
    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<Task<IDictionary<string, object?>>> createResources)
        => TestAsync(testMocks, testOptions, () => createResources().GetAwaiter().GetResult());

    /// <inheritdoc cref="TestAsync(IMocks, TestOptions, Func{Task{IDictionary{string, object}}})"/>
    public static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<IDictionary<string, object?>> createResources)
    {
        var resources = await TestAsync(testMocks, testOptions, Stack () => new TestStack(createResources)).ConfigureAwait(false);
        var outputs = resources.OfType<TestStack>().Single().Outputs;
        return (resources.RemoveAll(resource => resource is TestStack), outputs);
    }

    /// <summary>Runs a program under mocks.</summary>
    /// <param name="testMocks">The mocks.</param>
    /// <param name="testOptions">The deployment to pretend.</param>
    /// <param name="createResources">The program.</param>
    /// <returns>The resources in the order of their registration, without the stack.</returns>
    public static Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Func<Task> createResources)
        => TestAsync(testMocks, testOptions, () => createResources().GetAwaiter().GetResult());

    /// <inheritdoc cref="TestAsync(IMocks, TestOptions, Func{Task})"/>
    public static async Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Action createResources)
    {
        var (resources, _) = await TestAsync(testMocks, testOptions, () =>
        {
            createResources();
            return new Dictionary<string, object?>();
        }).ConfigureAwait(false);
        return resources;
    }

    private static async Task<ImmutableArray<Resource>> TestAsync(IMocks mocks, TestOptions? options, Func<Stack> createStack)
    {
        if (Current is not null) throw new InvalidOperationException("A deployment can't be started inside another.");
        var deployment = new Deployment(mocks, options);
        CurrentDeployment.Value = deployment;
        await deployment.Runner.RunAsync(createStack).ConfigureAwait(false);
        return deployment.Runner.Errors switch
        {
            [] => deployment._engine.Resources,
            [var error] => throw new RunException(error),
            var errors => throw new AggregateException(errors.Select(error => new RunException(error))),
        };
    }
}
