namespace Infra.Components.Grammars;

/// <summary>A text that is proposed in place of a wrong one.</summary>
/// <param name="Form">What to do, in words; <c>{0}</c> stands for the text.</param>
/// <param name="Text">The text.</param>
/// <param name="Otherwise">What to do instead, where that text would be refused, too.</param>
public sealed record Proposal(string Form, string Text, string Otherwise)
{
    /// <summary>Makes other texts of this one, by number; null: there are no others.</summary>
    public Func<int, string>? Numbered { get; init; }

    /// <summary>What to do, in words.</summary>
    public string Fix => Form.Replace("{0}", Text, StringComparison.Ordinal);
}
