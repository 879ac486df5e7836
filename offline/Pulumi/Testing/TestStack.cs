namespace Pulumi.Testing;

/// <summary>Holds the resources of a test that is a function, not a stack class.</summary>
internal sealed class TestStack : Stack
{
    public TestStack(Func<IDictionary<string, object?>> createResources) => Outputs = createResources();

    public IDictionary<string, object?> Outputs { get; }
}
