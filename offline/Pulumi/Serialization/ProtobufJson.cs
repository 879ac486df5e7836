using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Pulumi.Serialization;

/// <summary>Writes JSON as protobuf's formatter does, in which the SDK sends inputs that are JSON text.</summary>
internal static class ProtobufJson
{
    public static string Write(object? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case bool truth:
                text.Append(truth ? "true" : "false");
                break;
            case double number:
                text.Append(number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case string characters:
                WriteText(text, characters);
                break;
            case ImmutableArray<object?> items:
                WriteGroup(text, '[', ']', items, item => Write(text, item));
                break;
            case ImmutableDictionary<string, object?> fields:
                WriteGroup(text, '{', '}', fields.OrderBy(field => field.Key, StringComparer.InvariantCulture), field =>
                {
                    WriteText(text, field.Key);
                    text.Append(": ");
                    Write(text, field.Value);
                });
                break;
            default:
                throw new InvalidOperationException($"{value.GetType().FullName} has no JSON form.");
        }
    }

    private static void WriteGroup<T>(StringBuilder text, char open, char close, IEnumerable<T> items, Action<T> write)
    {
        text.Append(open).Append(' ');
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst) text.Append(", ");
            isFirst = false;
            write(item);
        }
        text.Append(isFirst ? "" : " ").Append(close);
    }

    private static void WriteText(StringBuilder text, string characters)
    {
        text.Append('"');
        foreach (var character in characters) WriteCharacter(text, character);
        text.Append('"');
    }

    private static void WriteCharacter(StringBuilder text, char character) => _ = character switch
    {
        '"' => text.Append("\\\""),
        '\\' => text.Append("\\\\"),
        '\n' => text.Append("\\n"),
        '\r' => text.Append("\\r"),
        '\t' => text.Append("\\t"),
        '\b' => text.Append("\\b"),
        '\f' => text.Append("\\f"),
        '<' or '>' => Escape(text, character),
        _ when char.IsControl(character) || char.IsSurrogate(character) => Escape(text, character),
        _ => text.Append(character),
    };

    private static StringBuilder Escape(StringBuilder text, char character)
        => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
}
