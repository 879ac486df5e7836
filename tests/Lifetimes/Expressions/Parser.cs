using System.Globalization;

namespace Infra.Tests.Lifetimes.Expressions;

/// <summary>
/// Reads expressions in CEL (https://github.com/google/cel-spec), as far as the program's guards use it; whatever else is refused by name.
/// Types aren't checked and nothing is counted: policy-check does both in the tests of guards.
/// </summary>
internal sealed class Parser
{
    private readonly List<Token> _tokens;
    private int _at;

    // The last step of the member that was read last.
    private Expression? _holder;
    private string? _field;

    private Parser(string text) => _tokens = Tokens.Of(text);

    private Token Next => _tokens[_at];

    /// <summary>Reads an expression.</summary>
    /// <exception cref="NotSupportedException">It has something in it that this reader doesn't know.</exception>
    public static Expression Read(string text)
    {
        var parser = new Parser(text);
        var expression = parser.Conditional();
        return parser.Next.Kind == TokenKind.End
            ? expression
            : throw new NotSupportedException($"'{parser.Next.Text}' in {text}");
    }

    private Expression Conditional()
    {
        var condition = Either();
        if (!Take("?")) return condition;
        var then = Conditional();
        Expect(":");
        var otherwise = Conditional();
        return scope => Operators.Truth(condition(scope)) ? then(scope) : otherwise(scope);
    }

    private Expression Either()
    {
        var left = Both();
        while (Take("||")) left = Operators.Or(left, Both());
        return left;
    }

    private Expression Both()
    {
        var left = Relation();
        while (Take("&&")) left = Operators.And(left, Relation());
        return left;
    }

    private Expression Relation()
    {
        var left = Sum();
        while (Next is { Kind: TokenKind.Sign, Text: "==" or "!=" or "<" or "<=" or ">" or ">=" } or { Kind: TokenKind.Name, Text: "in" })
        {
            var sign = _tokens[_at++].Text;
            var (first, second) = (left, Sum());
            left = scope => Operators.Compare(sign, first(scope), second(scope));
        }

        return left;
    }

    private Expression Sum()
    {
        var left = Product();
        while (Next is { Kind: TokenKind.Sign, Text: "+" or "-" })
        {
            var sign = _tokens[_at++].Text;
            var (first, second) = (left, Product());
            left = scope => Operators.Add(sign, first(scope), second(scope));
        }

        return left;
    }

    private Expression Product()
    {
        var left = Unary();
        while (Next is { Kind: TokenKind.Sign, Text: "*" or "/" or "%" })
        {
            var sign = _tokens[_at++].Text;
            var (first, second) = (left, Unary());
            left = scope => Operators.Multiply(sign, first(scope), second(scope));
        }

        return left;
    }

    private Expression Unary()
    {
        if (Take("!"))
        {
            var negated = Unary();
            return scope => !Operators.Truth(negated(scope));
        }

        if (Take("-"))
        {
            var positive = Unary();
            return scope => Operators.Add("-", 0L, positive(scope));
        }

        return Member();
    }

    private Expression Member()
    {
        var value = Primary();
        while (true)
        {
            var target = value;
            if (Take(".?"))
            {
                var name = Name();
                value = scope => Operators.Try(target(scope), name);
            }
            else if (Take("."))
            {
                var name = Name();
                value = Take("(") ? Call(target, name) : scope => Operators.Select(target(scope), name);
                (_holder, _field) = (target, name);
            }
            else if (Take("[?"))
            {
                var key = Conditional();
                Expect("]");
                value = scope => Operators.Try(target(scope), key(scope));
            }
            else if (Take("["))
            {
                var key = Conditional();
                Expect("]");
                value = scope => Operators.Select(target(scope), key(scope));
            }
            else
            {
                return value;
            }
        }
    }

    private Expression Call(Expression target, string name)
    {
        if (Macros.Find(name, _tokens, _at) is { } macro)
        {
            var names = new string[macro.Names];
            for (var index = 0; index < names.Length; index++)
            {
                names[index] = Name();
                Expect(",");
            }

            return macro.Make(target, names, Arguments(")"));
        }

        var arguments = Arguments(")");
        var method = Methods.Find(name);
        return scope => method(target(scope), Array.ConvertAll(arguments, argument => argument(scope)));
    }

    private Expression Primary()
    {
        var token = _tokens[_at++];
        switch (token)
        {
            case { Kind: TokenKind.Text }:
                return _ => token.Text;
            case { Kind: TokenKind.Number }:
                object number = token.Text.Contains('.')
                    ? double.Parse(token.Text, CultureInfo.InvariantCulture)
                    : (object)long.Parse(token.Text, CultureInfo.InvariantCulture);
                return _ => number;
            case { Kind: TokenKind.Sign, Text: "(" }:
                var inner = Conditional();
                Expect(")");
                return inner;
            case { Kind: TokenKind.Sign, Text: "[" }:
                var items = Arguments("]");
                return scope => Array.ConvertAll(items, item => item(scope));
            case { Kind: TokenKind.Sign, Text: "{" }:
                return Map(isMessage: false);
            case { Kind: TokenKind.Name }:
                return Named(token.Text);
            default:
                throw new NotSupportedException($"'{token.Text}'");
        }
    }

    private Expression Named(string name)
    {
        switch (name)
        {
            case "true":
                return _ => true;
            case "false":
                return _ => false;
            case "null":
                return _ => null;
            case "has" when Take("("):
                return Has();
            case "JSONPatch" when Take("{"):
                return Map(isMessage: true);
        }

        if (!Take("(")) return scope => scope[name];
        var arguments = Arguments(")");
        var function = Functions.Find(name);
        return scope => function(Array.ConvertAll(arguments, argument => argument(scope)));
    }

    // The last step is looked for, the ones before must be there.
    private Expression Has()
    {
        Member();
        Expect(")");
        var (holder, field) = (_holder!, _field!);
        return scope => Operators.Try(holder(scope), field).HasValue;
    }

    /// <summary>A map, or a message, whose fields are written without quotes.</summary>
    private Expression Map(bool isMessage)
    {
        var entries = new List<(Expression Key, Expression Value)>();
        while (!Take("}"))
        {
            var field = isMessage ? Name() : null;
            Expression key = field is null ? Conditional() : _ => field;
            Expect(":");
            entries.Add((key, Conditional()));
            Take(",");
        }

        return scope => entries.ToDictionary(
            entry => (string)entry.Key(scope)!, entry => entry.Value(scope), StringComparer.Ordinal);
    }

    private Expression[] Arguments(string end)
    {
        var arguments = new List<Expression>();
        while (!Take(end))
        {
            arguments.Add(Conditional());
            Take(",");
        }

        return [.. arguments];
    }

    private string Name() => Next.Kind == TokenKind.Name
        ? _tokens[_at++].Text
        : throw new NotSupportedException($"'{Next.Text}' where a name is expected");

    private bool Take(string sign)
    {
        if (Next.Kind != TokenKind.Sign || Next.Text != sign) return false;
        _at++;
        return true;
    }

    private void Expect(string sign)
    {
        if (!Take(sign)) throw new NotSupportedException($"'{Next.Text}' where '{sign}' is expected");
    }
}
