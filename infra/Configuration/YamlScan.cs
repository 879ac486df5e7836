using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Infra.Configuration;

/// <summary>
/// Goes through a YAML text from its beginning to its end before it is made a tree: what is nested too deeply would end the process, and
/// the parser doesn't say which bracket is open.
/// </summary>
internal sealed class YamlScan(string path, string text)
{
    private const int DeepestNesting = 64;
    private const string CurlyQuotes = "\u201c\u201d\u201e\u2018\u2019\u201a";

    private readonly Stack<Mark> _open = new();

    /// <exception cref="ConfigurationException">The text is no YAML, or none that can be meant.</exception>
    public void Run()
    {
        try
        {
            using var reader = new StringReader(text);
            var parser = new Parser(reader);
            var depth = 0;
            while (parser.MoveNext())
            {
                var current = parser.Current!;
                depth += current.NestingIncrease;
                if (depth > DeepestNesting)
                    throw YamlSource.Wrong(path, current.Start, "expected fewer and less deeply nested values");
                if (current is NodeEvent { Tag.IsEmpty: false } tagged) throw Tag(tagged);
                Look(current);
            }
        }
        catch (Exception exception) when (exception is not (ConfigurationException or OutOfMemoryException))
        {
            throw Explain(exception);
        }
    }

    private void Look(ParsingEvent current)
    {
        switch (current)
        {
            case SequenceStart { Style: SequenceStyle.Flow } or MappingStart { Style: MappingStyle.Flow }:
                _open.Push(current.Start);
                break;
            case SequenceEnd or MappingEnd when _open.Count > 0 && current.End.Index > current.Start.Index:
                _open.Pop();
                break;
            case Scalar { Style: ScalarStyle.Plain } scalar:
                RefuseSlips(scalar);
                break;
        }
    }

    // Pulumi knows those of YAML alone, and would read another value than is read here.
    private ConfigurationException Tag(NodeEvent tagged)
    {
        var start = text.IndexOf('!', (int)tagged.Start.Index);
        var tag = text[start..].Split(' ', '\t', '\n', '\r', ',', ']', '}')[0];
        return YamlSource.Wrong(
            path, TextPlace.Of(text, start),
            $"found the tag '{tag}', and settings have none; write the value alone, in quotes where it is text");
    }

    private void RefuseSlips(Scalar scalar)
    {
        var (start, value) = ((int)scalar.Start.Index, scalar.Value);
        if (value.Length == 0) return;
        if (UnseenCharacters.In(value) is not null && UnseenCharacters.In(text[start..]) is { } unseen)
            throw UnseenCharacters.Found(path, text, start + unseen);
        if (IsQuoted(value)) throw CurlyQuote(text.IndexOfAny(CurlyQuotes.ToCharArray(), start));
    }

    // In the middle they are a part of a text.
    private static bool IsQuoted(string value) => CurlyQuotes.Contains(value[0])
        || (CurlyQuotes.Contains(value[^1]) && !value.AsSpan(0, value.Length - 1).ContainsAny(CurlyQuotes));

    private ConfigurationException CurlyQuote(int index) => YamlSource.Wrong(
        path, TextPlace.Of(text, index), $"found a curly quote, {text[index]}, which is a part of the text for YAML; write a straight one");

    private ConfigurationException Explain(Exception exception)
    {
        try
        {
            UnseenCharacters.RefuseOutsideComments(path, text);
        }
        catch (ConfigurationException unseen)
        {
            return unseen;
        }

        var mark = exception is YamlException found ? found.Start : TextPlace.Of(text, text.TrimEnd().Length);
        if (CurlyQuoteIn((int)mark.Line) is { } index) return CurlyQuote(index);
        if (YamlSource.TabIn(path, text) is { } tab) return tab;
        return _open.Count > 0 && IsLeftOpen(exception)
            ? LeftOpen(_open.Peek())
            : YamlSource.Wrong(path, mark, exception is YamlException yaml ? YamlSource.Expectation(yaml) : YamlSource.WellFormed);
    }

    private bool IsLeftOpen(Exception exception) =>
        exception is not YamlException yaml || yaml.Start.Index >= text.TrimEnd().Length
        || exception.Message.Contains("flow", StringComparison.OrdinalIgnoreCase);

    private ConfigurationException LeftOpen(Mark mark)
    {
        var bracket = text[(int)mark.Index];
        var closing = bracket == '[' ? ']' : '}';
        return YamlSource.Wrong(
            path, mark,
            $"expected a '{closing}' for the '{bracket}' that stands here, as YAML needs one; add it where the items end, or put the "
            + "text in quotes");
    }

    private int? CurlyQuoteIn(int line)
    {
        var lines = text.Split('\n');
        if (line < 1 || line > lines.Length) return null;
        var index = lines[line - 1].AsSpan().IndexOfAny(CurlyQuotes);
        return index < 0 ? null : lines.Take(line - 1).Sum(before => before.Length + 1) + index;
    }
}
