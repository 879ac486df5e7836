namespace Pulumi;

/// <summary>A union whose types aren't known where it is used.</summary>
internal interface IUnion
{
    object? Value { get; }
}
