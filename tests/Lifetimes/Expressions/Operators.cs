namespace Infra.Tests.Lifetimes.Expressions;

/// <summary>The operators of expressions.</summary>
internal static class Operators
{
    /// <summary>A truth value.</summary>
    public static bool Truth(object? value) =>
        value is bool truth ? truth : throw new ExpressionException($"no such overload: {value ?? "null"} isn't true or false");

    /// <summary>One of two: what can't be decided doesn't matter where the other side decides.</summary>
    public static Expression Or(Expression one, Expression other) => scope => Decide(one, other, scope, deciding: true);

    /// <summary>Both of two, likewise.</summary>
    public static Expression And(Expression one, Expression other) => scope => Decide(one, other, scope, deciding: false);

    /// <summary>Compares.</summary>
    public static object Compare(string sign, object? one, object? other) => sign switch
    {
        "==" => Values.Same(one, other),
        "!=" => !Values.Same(one, other),
        "in" => other is IReadOnlyList<object?> list ? list.Any(item => Values.Same(item, one)) : Values.TryGet(other, one, out _),
        "<" => Order(one, other) < 0,
        "<=" => Order(one, other) <= 0,
        ">" => Order(one, other) > 0,
        _ => Order(one, other) >= 0,
    };

    /// <summary>Adds and subtracts; texts and lists are joined.</summary>
    public static object Add(string sign, object? one, object? other) => (sign, one, other) switch
    {
        ("+", long first, long second) => first + second,
        ("-", long first, long second) => first - second,
        ("+", double first, double second) => first + second,
        ("-", double first, double second) => first - second,
        ("+", string first, string second) => first + second,
        ("+", IReadOnlyList<object?> first, IReadOnlyList<object?> second) => first.Concat(second).ToArray(),
        _ => throw new ExpressionException($"no such overload: {one ?? "null"} {sign} {other ?? "null"}"),
    };

    /// <summary>Multiplies and divides.</summary>
    public static object Multiply(string sign, object? one, object? other) => (sign, one, other) switch
    {
        ("*", long first, long second) => first * second,
        ("/", long first, long second) when second != 0 => first / second,
        ("%", long first, long second) when second != 0 => first % second,
        _ => throw new ExpressionException($"no such overload: {one ?? "null"} {sign} {other ?? "null"}"),
    };

    /// <summary>What is there under a key; of an optional value it is optional, too.</summary>
    public static object? Select(object? value, object? key)
    {
        if (value is Maybe maybe) return maybe.HasValue ? Try(maybe.Value, key) : Maybe.None;
        return Values.TryGet(value, key, out var found) ? found : throw new ExpressionException($"no such key: {key}");
    }

    /// <summary>What is there under a key, if anything.</summary>
    public static Maybe Try(object? value, object? key)
    {
        if (value is Maybe maybe) return maybe.HasValue ? Try(maybe.Value, key) : Maybe.None;
        return Values.TryGet(value, key, out var found) ? Maybe.Of(found) : Maybe.None;
    }

    private static object Decide(Expression one, Expression other, Scope scope, bool deciding)
    {
        bool first;
        try
        {
            first = Truth(one(scope));
        }
        catch (ExpressionException) when (Truth(other(scope)) == deciding)
        {
            return deciding;
        }

        return first == deciding ? deciding : Truth(other(scope));
    }

    private static int Order(object? one, object? other) => (one, other) switch
    {
        (long first, long second) => first.CompareTo(second),
        (double first, double second) => first.CompareTo(second),
        (long first, double second) => ((double)first).CompareTo(second),
        (double first, long second) => first.CompareTo(second),
        (string first, string second) => string.CompareOrdinal(first, second),
        _ => throw new ExpressionException($"no such overload: order of {one ?? "null"} and {other ?? "null"}"),
    };
}
