namespace Infra.Tests.Lifetimes.Expressions;

/// <summary>CEL's optional value.</summary>
internal sealed record Maybe(bool HasValue, object? Value)
{
    /// <summary>Without a value.</summary>
    public static readonly Maybe None = new(false, null);

    /// <summary>With one.</summary>
    public static Maybe Of(object? value) => new(true, value);
}
