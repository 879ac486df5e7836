namespace Infra.Tests.Lifetimes.Expressions;

/// <summary>A method that takes names and expressions of them.</summary>
/// <param name="Names">How many names it is given.</param>
/// <param name="Make">Makes it: of what it is called on, the names, and the expressions.</param>
internal sealed record Macro(int Names, Func<Expression, string[], Expression[], Expression> Make);

/// <summary>The macros of expressions.</summary>
internal static class Macros
{
    private static readonly Dictionary<(string Name, int Names), Macro> Known = new()
    {
        [("exists", 1)] = Test((found, items) => items.Any(found)),
        [("all", 1)] = Test((found, items) => items.All(found)),
        [("exists_one", 1)] = Test((found, items) => items.Count(found) == 1),
        [("filter", 1)] = new Macro(1, (list, names, parts) => scope =>
            Values.Items(list(scope)).Where(item => Operators.Truth(parts[0](scope.With(names[0], item)))).ToArray()),
        [("map", 1)] = new Macro(1, (list, names, parts) => scope => Values.Items(list(scope))
            .Select(item => scope.With(names[0], item))
            .Where(inner => parts.Length == 1 || Operators.Truth(parts[0](inner)))
            .Select(inner => parts[^1](inner)).ToArray()),
        [("optMap", 1)] = new Macro(1, (value, names, parts) => scope =>
            value(scope) is Maybe { HasValue: true } maybe ? Maybe.Of(parts[0](scope.With(names[0], maybe.Value))) : Maybe.None),
        [("optFlatMap", 1)] = new Macro(1, (value, names, parts) => scope =>
            value(scope) is Maybe { HasValue: true } maybe ? parts[0](scope.With(names[0], maybe.Value)) : Maybe.None),
        [("bind", 1)] = new Macro(1, (_, names, parts) => scope => parts[1](scope.With(names[0], parts[0](scope)))),
        [("exists", 2)] = TestEntries((found, entries) => entries.Any(found)),
        [("all", 2)] = TestEntries((found, entries) => entries.All(found)),
        [("transformList", 2)] = new Macro(2, (map, names, parts) => scope =>
            Entries(map, names, parts, scope).Select(inner => parts[^1](inner.Scope)).ToArray()),
        [("transformMap", 2)] = new Macro(2, (map, names, parts) => scope =>
            Entries(map, names, parts, scope).ToDictionary(inner => (string)inner.Key!, inner => parts[^1](inner.Scope))),
        [("transformMapEntry", 2)] = new Macro(2, (map, names, parts) => scope =>
            Entries(map, names, parts, scope).SelectMany(inner => Values.Entries(parts[^1](inner.Scope)))
                .ToDictionary(entry => (string)entry.Key!, entry => entry.Value)),
    };

    /// <summary>The macro that a call is, by its name and the names that come first among its arguments; null: it is none.</summary>
    public static Macro? Find(string name, List<Token> tokens, int at)
    {
        bool Named(int index) => tokens[index].Kind == TokenKind.Name && tokens[index + 1].Text == ",";
        return Named(at) && Named(at + 2) && Known.TryGetValue((name, 2), out var two) ? two
            : Named(at) && Known.TryGetValue((name, 1), out var one) ? one
            : null;
    }

    private static Macro Test(Func<Func<object?, bool>, IEnumerable<object?>, bool> quantifier) => new(1, (list, names, parts) => scope =>
        quantifier(item => Operators.Truth(parts[0](scope.With(names[0], item))), Values.Items(list(scope))));

    private static Macro TestEntries(
        Func<Func<(object? Key, object? Value), bool>, IEnumerable<(object? Key, object? Value)>, bool> quantifier) =>
        new(2, (map, names, parts) => scope => quantifier(
            entry => Operators.Truth(parts[0](scope.With(names[0], entry.Key).With(names[1], entry.Value))), Values.Entries(map(scope))));

    private static IEnumerable<(object? Key, Scope Scope)> Entries(Expression map, string[] names, Expression[] parts, Scope scope) =>
        Values.Entries(map(scope))
            .Select(entry => (entry.Key, Scope: scope.With(names[0], entry.Key).With(names[1], entry.Value)))
            .Where(inner => parts.Length == 1 || Operators.Truth(parts[0](inner.Scope)));
}
