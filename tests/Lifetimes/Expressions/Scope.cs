namespace Infra.Tests.Lifetimes.Expressions;

/// <summary>What a part of an expression is worth in a scope.</summary>
internal delegate object? Expression(Scope scope);

/// <summary>The names that an expression knows; an inner scope knows one more than the outer one.</summary>
internal abstract class Scope
{
    /// <summary>The value of a name.</summary>
    /// <exception cref="ExpressionException">Nothing is called so.</exception>
    public abstract object? this[string name] { get; }

    /// <summary>This scope with one more name, which hides an outer one.</summary>
    public Scope With(string name, object? value) => new Inner(this, name, value);

    private sealed class Inner(Scope outer, string own, object? value) : Scope
    {
        public override object? this[string name] => name == own ? value : outer[name];
    }
}
