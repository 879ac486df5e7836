using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>A resource that a mock is asked for.</summary>
public class MockResourceArgs
{
    /// <summary>The type token.</summary>
    public string? Type { get; set; }

    /// <summary>The name given in the program.</summary>
    public string? Name { get; set; }

    /// <summary>The inputs that are known: names in camel case, numbers as doubles, secrets in plain text.</summary>
    public ImmutableDictionary<string, object> Inputs { get; set; } = null!;

    /// <summary>The provider as <c>urn::id</c>; empty for the default provider.</summary>
    public string? Provider { get; set; }

    /// <summary>The id of an existing resource to read or import; empty for a new one.</summary>
    public string? Id { get; set; }
}

/// <summary>A call of a provider's function.</summary>
public class MockCallArgs
{
    /// <summary>The function's token.</summary>
    public string? Token { get; set; }

    /// <summary>The arguments.</summary>
    public ImmutableDictionary<string, object> Args { get; set; } = null!;

    /// <summary>The provider as <c>urn::id</c>.</summary>
    public string? Provider { get; set; }
}

/// <summary>Outputs that a component or a stack registers.</summary>
public class MockRegisterResourceOutputsRequest
{
    /// <summary>The component's URN.</summary>
    public readonly string Urn;

    /// <summary>The outputs, secret ones as secrets.</summary>
    public readonly ImmutableDictionary<string, Output<object?>> Outputs;

    /// <summary>Describes the outputs.</summary>
    /// <param name="urn">The component's URN.</param>
    /// <param name="outputs">The outputs.</param>
    public MockRegisterResourceOutputsRequest(string urn, ImmutableDictionary<string, Output<object?>> outputs)
    {
        Urn = urn;
        Outputs = outputs;
    }
}
