using System.Text.RegularExpressions;

namespace Infra.Components.Grammars;

/// <summary>A kind of value that a regular expression describes in full.</summary>
/// <param name="word">The kind's name in tables.</param>
/// <param name="pattern">The regular expression for the whole text.</param>
/// <param name="rule">What is expected.</param>
/// <param name="fix">What to do about a wrong one.</param>
public abstract class PatternGrammar(string word, string pattern, string rule, string fix) : Grammar
{
    private readonly Regex _whole = Whole(pattern);

    /// <inheritdoc />
    public override string Word => word;

    /// <inheritdoc />
    public override string Pattern => pattern;

    /// <inheritdoc />
    public override Complaint? Check(string text) => _whole.IsMatch(text) ? null : new Complaint(rule, fix);

    /// <summary>The regular expression that matches a text which the pattern matches from its beginning to its end.</summary>
    public static Regex Whole(string pattern) => new($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant);
}
