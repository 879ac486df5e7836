using System.Text;

namespace Infra.Offline.Generator.Writing;

/// <summary>Writes indented lines that end in LF on every machine.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string line = "")
    {
        if (line.Length > 0) _text.Append(' ', _depth * 4).Append(line);
        _text.Append('\n');
    }

    /// <summary>A head line and, in braces below it, what <paramref name="body"/> writes.</summary>
    public void Block(string head, Action body, string end = "}")
    {
        Line(head);
        Line("{");
        Indented(body);
        Line(end);
    }

    public void Indented(Action body)
    {
        _depth++;
        body();
        _depth--;
    }

    public override string ToString() => _text.ToString();
}
