namespace Pulumi.Testing;

/// <summary>The deployment that a test pretends to be.</summary>
public class TestOptions
{
    /// <summary>The project; "project" when null.</summary>
    public string? ProjectName { get; set; }

    /// <summary>The stack; "stack" when null.</summary>
    public string? StackName { get; set; }

    /// <summary>Whether it is a preview, in which outputs that a mock doesn't return are unknown; true when null.</summary>
    public bool? IsPreview { get; set; }
}
