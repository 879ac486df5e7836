using System.Collections.Immutable;

namespace Infra.Components.Grammars;

/// <summary>What a kind of value looks like: what is accepted, what it means, and what is said about anything else.</summary>
public abstract class Grammar
{
    /// <summary>The kind's name in tables: <c>IPv4 address</c>.</summary>
    public abstract string Word { get; }

    /// <summary>
    /// A regular expression for the whole text, which matches at least all that <see cref="Check"/> lets pass; JavaScript and .NET
    /// understand it alike.
    /// </summary>
    public abstract string Pattern { get; }

    /// <summary>How YAML writes the values. Default: as text.</summary>
    public virtual Notation Notation => Notation.Text;

    /// <summary>All values, where there are few; else none.</summary>
    public virtual ImmutableArray<string> Words => [];

    /// <summary>The smallest and the largest whole number, where whole numbers are values; else null.</summary>
    public virtual (long Least, long Most)? Range => null;

    /// <summary>The rules in words, as far as the kind's name doesn't say them; null when it does.</summary>
    public virtual string? Rules => null;

    /// <summary>What is wrong with a text; null when it is right.</summary>
    public abstract Complaint? Check(string text);

    /// <summary>What a right text stands for: one object for all spellings of one value. Default: the text itself.</summary>
    public virtual object Meaning(string text) => text;

    /// <summary>What two texts have in common that a list doesn't hold together. Default: their meaning.</summary>
    public virtual object Identity(string text) => Meaning(text);
}

/// <summary>A broken rule and its fix.</summary>
/// <param name="Rule">What is expected.</param>
/// <param name="Fix">What to do about it; null: leave the value out.</param>
public sealed record Complaint(string Rule, string? Fix)
{
    /// <summary>What the fix proposes to write; null: it proposes no text.</summary>
    public Proposal? Proposal { get; init; }

    /// <summary>A complaint that proposes a text.</summary>
    /// <param name="rule">What is expected.</param>
    /// <param name="fix">What to do about it; <c>{0}</c> stands for the proposed text.</param>
    /// <param name="text">The proposed text.</param>
    /// <param name="otherwise">What to do instead, where that text would be refused, too.</param>
    public static Complaint Proposing(string rule, string fix, string text, string otherwise) =>
        Proposing(rule, new Proposal(fix, text, otherwise));

    /// <summary>A complaint that proposes a text.</summary>
    /// <param name="rule">What is expected.</param>
    /// <param name="proposal">What to do about it.</param>
    public static Complaint Proposing(string rule, Proposal proposal) => new(rule, proposal.Fix) { Proposal = proposal };
}

/// <summary>How YAML writes a value.</summary>
public enum Notation
{
    /// <summary>As text; a whole number is taken for its digits.</summary>
    Text,

    /// <summary>As text, or as any number.</summary>
    Amount,

    /// <summary>As a whole number, or as its digits in quotes.</summary>
    WholeNumber,

    /// <summary>As <c>true</c> or <c>false</c>, in quotes or not.</summary>
    Flag,
}
