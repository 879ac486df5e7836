using System.Globalization;

namespace Infra.Components.Grammars;

/// <summary>A whole number of a range.</summary>
/// <param name="least">The smallest.</param>
/// <param name="most">The largest.</param>
/// <param name="what">What it is, with its article: <c>a port</c>.</param>
/// <param name="fix">What to do about a wrong one; null: leave it out.</param>
public class Number(long least, long most, string what, string? fix = null) : Grammar
{
    /// <inheritdoc />
    public override string Word => "number";

    /// <inheritdoc />
    public override string Pattern => "-?(0|[1-9][0-9]{0,18})";

    /// <inheritdoc />
    public override Notation Notation => Notation.WholeNumber;

    /// <inheritdoc />
    public override (long Least, long Most)? Range => (least, most);

    /// <inheritdoc />
    public override string? Rules => FromTo;

    private string FromTo => string.Create(CultureInfo.InvariantCulture, $"{least} to {most}");

    /// <inheritdoc />
    public override Complaint? Check(string text)
    {
        var number = (long)Meaning(text);
        return number >= least && number <= most
            ? null
            : new Complaint($"must be {what}, {FromTo}", fix);
    }

    /// <inheritdoc />
    public override object Meaning(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>A port of TCP or UDP.</summary>
public sealed class Port() : Number(1, 65535, "a port");

/// <summary>An autonomous system number of BGP.</summary>
public sealed class AutonomousSystem() : Number(1, 4294967294, "an autonomous system number", "use a private one, such as 64512");

/// <summary>A machine's memory in MiB.</summary>
public sealed class Mebibytes() : Number(1, int.MaxValue, "the machine's memory in MiB", "write 2048 for 2 GiB, or leave it out")
{
    /// <inheritdoc />
    public override string Word => "number of MiB";
}
