namespace Infra.Components.Grammars;

/// <summary>Says which grammar a property's value has; for a list, that of its items; for a map, that of its values.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class FormAttribute : Attribute
{
    /// <summary>The grammar.</summary>
    public abstract Grammar Grammar { get; }
}

/// <summary>Says which grammar a property's value has.</summary>
/// <typeparam name="TGrammar">The grammar.</typeparam>
public sealed class FormAttribute<TGrammar> : FormAttribute
    where TGrammar : Grammar, new()
{
    /// <inheritdoc />
    public override Grammar Grammar { get; } = new TGrammar();
}

/// <summary>Says that a property's value is a whole number of a range.</summary>
/// <param name="least">The smallest.</param>
/// <param name="most">The largest.</param>
/// <param name="what">What the number is, with its article: <c>a port</c>.</param>
public sealed class NumberAttribute(long least, long most, string what) : FormAttribute
{
    /// <inheritdoc />
    public override Grammar Grammar { get; } = new Number(least, most, what);
}

/// <summary>Says which grammar the keys of a map have.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class KeysAttribute : Attribute
{
    /// <summary>The grammar.</summary>
    public abstract Grammar Grammar { get; }
}

/// <summary>Says which grammar the keys of a map have.</summary>
/// <typeparam name="TGrammar">The grammar.</typeparam>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KeysAttribute<TGrammar> : KeysAttribute
    where TGrammar : Grammar, new()
{
    /// <inheritdoc />
    public override Grammar Grammar { get; } = new TGrammar();
}
