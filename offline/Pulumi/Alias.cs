namespace Pulumi;

/// <summary>What a resource was called before: its whole URN, or what of it was another.</summary>
public sealed class Alias
{
    /// <summary>The former URN. Then nothing else is given.</summary>
    public string? Urn { get; set; }

    /// <summary>The former name; the present one when null.</summary>
    public Input<string>? Name { get; set; }

    /// <summary>The former type token; the present one when null.</summary>
    public Input<string>? Type { get; set; }

    /// <summary>The former stack; the present one when null.</summary>
    public Input<string>? Stack { get; set; }

    /// <summary>The former project; the present one when null.</summary>
    public Input<string>? Project { get; set; }

    /// <summary>The former parent; the present one when null.</summary>
    public Resource? Parent { get; set; }

    /// <summary>The former parent's URN; the present parent's when null.</summary>
    public Input<string>? ParentUrn { get; set; }

    /// <summary>Whether the stack itself was the parent.</summary>
    public bool NoParent { get; set; }
}
