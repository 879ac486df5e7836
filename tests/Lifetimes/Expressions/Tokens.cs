using System.Text;

namespace Infra.Tests.Lifetimes.Expressions;

/// <summary>What a part of an expression's text is.</summary>
internal enum TokenKind
{
    /// <summary>A word.</summary>
    Name,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text between quotes.</summary>
    Text,

    /// <summary>Anything else.</summary>
    Sign,

    /// <summary>Nothing is left.</summary>
    End,
}

/// <summary>A part of an expression's text.</summary>
internal readonly record struct Token(TokenKind Kind, string Text);

/// <summary>Cuts the text of an expression into its parts.</summary>
internal static class Tokens
{
    private static readonly string[] Signs =
    [
        "&&", "||", "==", "!=", "<=", ">=", ".?", "[?",
        ".", ",", ":", "?", "(", ")", "[", "]", "{", "}", "<", ">", "+", "-", "*", "/", "%", "!",
    ];

    /// <summary>The parts, the end among them.</summary>
    public static List<Token> Of(string text)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length;)
        {
            var first = text[at];
            if (char.IsWhiteSpace(first))
            {
                at++;
            }
            else if (first is '"' or '\'')
            {
                tokens.Add(new Token(TokenKind.Text, Quoted(text, ref at)));
            }
            else if (char.IsAsciiLetter(first) || first == '_')
            {
                tokens.Add(new Token(TokenKind.Name, While(text, ref at, one => char.IsAsciiLetterOrDigit(one) || one == '_')));
            }
            else if (char.IsAsciiDigit(first))
            {
                tokens.Add(new Token(TokenKind.Number, While(text, ref at, one => char.IsAsciiDigit(one) || one == '.')));
            }
            else
            {
                var sign = Signs.FirstOrDefault(known => string.CompareOrdinal(text, at, known, 0, known.Length) == 0)
                    ?? throw new NotSupportedException($"'{first}' in {text}");
                tokens.Add(new Token(TokenKind.Sign, sign));
                at += sign.Length;
            }
        }

        tokens.Add(new Token(TokenKind.End, ""));
        return tokens;
    }

    private static string While(string text, ref int at, Func<char, bool> belongs)
    {
        var start = at;
        while (at < text.Length && belongs(text[at])) at++;
        return text[start..at];
    }

    private static string Quoted(string text, ref int at)
    {
        var quote = text[at++];
        var read = new StringBuilder();
        while (text[at] != quote)
        {
            var one = text[at++];
            read.Append(one != '\\' ? one : text[at++] switch
            {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                var other => other,
            });
        }

        at++;
        return read.ToString();
    }
}
