namespace Infra.Components.Grammars;

/// <summary>Says what a change of the setting does to a cluster that runs. Each setting has one.</summary>
/// <param name="effect">The kind of effect; of several, the worst.</param>
/// <param name="what">What it happens to and for how long, in Markdown, without a period at the end.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ChangedAttribute(ChangeEffect effect, string what) : Attribute
{
    /// <summary>The kind of effect.</summary>
    public ChangeEffect Effect { get; } = effect;

    /// <summary>What it happens to.</summary>
    public string What { get; } = what;
}
