namespace Infra.Components.Grammars;

/// <summary>One of several kinds of value.</summary>
/// <param name="word">The kinds' name in tables.</param>
/// <param name="rule">What is expected.</param>
/// <param name="fix">What to do about a wrong one.</param>
/// <param name="kinds">The kinds; the first that lets a text pass says what it means.</param>
public abstract class Alternatives(string word, string rule, string fix, params Grammar[] kinds) : Grammar
{
    /// <inheritdoc />
    public override string Word => word;

    /// <inheritdoc />
    public override string Pattern => string.Join('|', kinds.Select(kind => kind.Pattern));

    /// <inheritdoc />
    public override Complaint? Check(string text) => kinds.Any(kind => kind.Check(text) is null) ? null : new Complaint(rule, fix);

    /// <inheritdoc />
    public override object Meaning(string text) => kinds.First(kind => kind.Check(text) is null).Meaning(text);
}
