using Infra.Stacks;

namespace Infra;

/// <summary>Hands Pulumi the stack: how it's made differs between a deployment and a plan, what it makes does not.</summary>
internal sealed class StackProvider(Func<PlatformStack> create) : IServiceProvider
{
    /// <inheritdoc />
    public object? GetService(Type serviceType) => serviceType == typeof(PlatformStack) ? create() : null;
}
