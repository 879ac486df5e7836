using System.Collections.Immutable;

namespace Infra.Components.Grammars;

/// <summary>Says what a change of the setting does to a cluster that runs. Each setting has one.</summary>
/// <param name="effect">The kind of effect; of several, the worst.</param>
/// <param name="what">What it happens to and for how long, in Markdown, without a period at the end.</param>
/// <param name="dangers">What can be dangerous about it, by the names in <see cref="ChangeDanger"/>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ChangedAttribute(ChangeEffect effect, string what, params string[] dangers) : Attribute
{
    /// <summary>The kind of effect.</summary>
    public ChangeEffect Effect { get; } = effect;

    /// <summary>What it happens to.</summary>
    public string What { get; } = what;

    /// <summary>What can be dangerous about it.</summary>
    public ImmutableArray<string> Dangers { get; } = [.. dangers];
}
