using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace Infra.Components.Grammars;

/// <summary>
/// Kubernetes quantities. One amount has many spellings (<c>1.5</c> and <c>1500m</c>, <c>1024Mi</c> and <c>1Gi</c>), of which the API
/// answers with one (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity).
/// </summary>
public static class Quantity
{
    private const int BytesOfMi = 1024 * 1024;

    // Decimal units from the thousandth upwards, binary ones from the whole.
    private static readonly ImmutableArray<string> Decimal = ["m", "", "k", "M", "G", "T", "P", "E"];
    private static readonly ImmutableArray<string> Binary = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

    /// <summary>The spelling that the API answers with: no fraction, and the largest unit that allows it.</summary>
    /// <param name="text">A positive amount with at most three decimal places.</param>
    public static string Canonical(string text)
    {
        var (thousandths, isBinary) = Parse(text);
        return Write(thousandths, isBinary);
    }

    /// <summary>A part of a number of CPUs, rounded down to a thousandth of one.</summary>
    /// <param name="text">A positive amount with at most three decimal places.</param>
    /// <param name="percent">The part, in percent.</param>
    public static string CpuPart(string text, int percent) => Write(Parse(text).Thousandths * percent / 100, isBinary: false);

    /// <summary>A part of an amount of bytes, rounded down to a whole MiB, or MB where the amount is in decimal units.</summary>
    /// <param name="text">A positive amount with at most three decimal places.</param>
    /// <param name="percent">The part, in percent.</param>
    public static string BytePart(string text, int percent)
    {
        var (thousandths, isBinary) = Parse(text);
        var whole = (BigInteger)1000 * (isBinary ? BytesOfMi : 1_000_000);
        return Write(thousandths * percent / 100 / whole * whole, isBinary);
    }

    /// <summary>The sum of amounts.</summary>
    public static string Sum(IEnumerable<string> texts)
    {
        var parsed = texts.Select(Parse).ToList();
        return Write(
            parsed.Aggregate(BigInteger.Zero, (sum, amount) => sum + amount.Thousandths), parsed.Exists(amount => amount.IsBinary));
    }

    /// <summary>What is left of an amount.</summary>
    /// <param name="text">The amount.</param>
    /// <param name="taken">What is taken of it.</param>
    public static string Minus(string text, string taken)
    {
        var (thousandths, isBinary) = Parse(text);
        return Write(thousandths - Parse(taken).Thousandths, isBinary);
    }

    /// <summary>Whether an amount is more than another.</summary>
    /// <param name="text">The amount.</param>
    /// <param name="other">The other.</param>
    public static bool Exceeds(string text, string other) => Parse(text).Thousandths > Parse(other).Thousandths;

    /// <summary>An amount of bytes in MiB, rounded up; of more than 2^63 - 1 bytes, which Kubernetes doesn't count beyond, those.</summary>
    /// <param name="text">A positive amount with at most three decimal places.</param>
    public static long Mi(string text)
    {
        var bytes = BigInteger.Min((Parse(text).Thousandths + 999) / 1000, long.MaxValue);
        return (long)((bytes + BytesOfMi - 1) / BytesOfMi);
    }

    private static (BigInteger Thousandths, bool IsBinary) Parse(string text)
    {
        var number = text.TrimEnd([.. "mkMKGTi"]);
        var unit = text[number.Length..];
        var isBinary = unit.EndsWith('i');
        return (isBinary
            ? Thousandths(number) * BigInteger.Pow(1024, Binary.IndexOf(unit))
            : Thousandths(number) * BigInteger.Pow(1000, Decimal.IndexOf(unit)) / 1000, isBinary);
    }

    private static BigInteger Thousandths(string number)
    {
        var parts = number.Split('.');
        var fraction = parts.Length > 1 ? parts[1] : "";
        return BigInteger.Parse(parts[0] + fraction.PadRight(3, '0'), CultureInfo.InvariantCulture);
    }

    // What is below the smallest binary unit, or no whole number, is written in decimal ones.
    private static string Write(BigInteger thousandths, bool isBinary) =>
        isBinary && thousandths >= 1024 * 1000 && thousandths % 1000 == 0
            ? Write(thousandths / 1000, 1024, Binary)
            : Write(thousandths, 1000, Decimal);

    private static string Write(BigInteger amount, int step, ImmutableArray<string> units)
    {
        if (amount.IsZero) return "0";
        var unit = 0;
        for (; unit < units.Length - 1 && amount % step == 0; unit++) amount /= step;
        return amount.ToString(CultureInfo.InvariantCulture) + units[unit];
    }
}

/// <summary>A number of CPUs as Kubernetes writes it.</summary>
public sealed class CpuQuantity() : PatternGrammar(
    "quantity", @"(?=.*[1-9])([0-9]{1,6}(\.[0-9]{1,3})?|[0-9]{1,9}m)", "must be a positive number of CPUs",
    "write it like 2, 1.5 or 1500m")
{
    /// <inheritdoc />
    public override Notation Notation => Notation.Amount;

    /// <inheritdoc />
    public override object Meaning(string text) => Quantity.Canonical(text);
}

/// <summary>An amount of bytes as Kubernetes writes it.</summary>
public sealed class ByteQuantity() : PatternGrammar(
    "quantity", @"(?=.*[1-9])[0-9]{1,15}(\.[0-9]{1,3})?(Ki|Mi|Gi|Ti|k|M|G|T)?", "must be a positive amount of bytes",
    "write it like 512Mi or 1Gi")
{
    /// <inheritdoc />
    public override Notation Notation => Notation.Amount;

    /// <inheritdoc />
    public override object Meaning(string text) => Quantity.Canonical(text);
}
