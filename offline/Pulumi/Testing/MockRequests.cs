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
}

/// <summary>A call of a provider's function.</summary>
public class MockCallArgs
{
    /// <summary>The function's token.</summary>
    public string? Token { get; set; }
}
