namespace Pulumi;

/// <summary>What a resource was called before. What isn't set is as it is now.</summary>
public sealed class Alias
{
    /// <summary>The whole earlier URN; nothing else is set then.</summary>
    public string? Urn { get; set; }

    /// <summary>The earlier name.</summary>
    public Input<string>? Name { get; set; }

    /// <summary>The earlier type.</summary>
    public Input<string>? Type { get; set; }

    /// <summary>The earlier stack.</summary>
    public Input<string>? Stack { get; set; }

    /// <summary>The earlier project.</summary>
    public Input<string>? Project { get; set; }

    /// <summary>The earlier parent.</summary>
    public Resource? Parent { get; set; }

    /// <summary>The earlier parent's URN.</summary>
    public Input<string>? ParentUrn { get; set; }

    /// <summary>Whether it had no parent.</summary>
    public bool NoParent { get; set; }
}
