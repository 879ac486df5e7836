using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Infra.Reporting;

/// <summary>
/// Elements of HTML as elements of XML, so that no text can be anything but a text: whoever writes them escapes all. The result reads the
/// same to parsers of both.
/// </summary>
public static class Html
{
    private const char Replacement = '\uFFFD';

    /// <summary>An element. Also when it is empty it has an end tag, as HTML wants it of all but void elements.</summary>
    /// <param name="name">The element's name.</param>
    /// <param name="content">Texts, attributes and elements, and sequences of those; null is nothing.</param>
    public static XElement Tag(string name, params object?[] content) => new(name, [.. content.Select(Clean), ""]);

    /// <summary>An attribute.</summary>
    public static XAttribute Has(string name, string value) => new(name, Clean(value));

    /// <summary>The attribute <c>class</c>.</summary>
    public static XAttribute Class(string names) => new("class", names);

    /// <summary>A link to a place on the same page.</summary>
    public static XElement Link(string id, string text) => Tag("a", Has("href", $"#{id}"), text);

    /// <summary>The text of an element, the same on every machine.</summary>
    public static string Text(XElement element)
    {
        var text = new StringBuilder();
        var settings = new XmlWriterSettings { OmitXmlDeclaration = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.Replace };
        using (var writer = XmlWriter.Create(text, settings))
            element.WriteTo(writer);
        return text.ToString();
    }

    private static object? Clean(object? content) => content switch
    {
        string text => Clean(text),
        IEnumerable<object> sequence => sequence.Select(Clean),
        _ => content,
    };

    /// <summary>What neither language has a way to write, not even escaped, is shown as lost.</summary>
    private static string Clean(string text) =>
        text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.EnumerateRunes().Select(Clean));

    private static string Clean(Rune rune) =>
        rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value) ? rune.ToString() : Replacement.ToString();
}
