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
        // What is below the smallest binary unit, or no whole number, is written in decimal ones.
        return isBinary && thousandths >= 1024 * 1000 && thousandths % 1000 == 0
            ? Write(thousandths / 1000, 1024, Binary)
            : Write(thousandths, 1000, Decimal);
    }

    /// <summary>An amount of bytes in MiB, rounded up.</summary>
    /// <param name="text">A positive amount with at most three decimal places.</param>
    public static long Mi(string text) => (long)((Parse(text).Thousandths + (1000 * BytesOfMi) - 1) / (1000 * BytesOfMi));

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

    private static string Write(BigInteger amount, int step, ImmutableArray<string> units)
    {
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
