using System.Text;

namespace Infra.Components.Machines;

/// <summary>
/// The text of a command that runs on a node: its parameters as shell assignments, the functions that all scripts share, and the script.
/// Secrets are no parameters: the text is shown in plans and stands in the process list. They go through standard input.
/// </summary>
public static class RemoteScript
{
    private const string Common = "common.sh";
    private const string AttachDirective = "# attach ";
    private const string EndOfAttachment = "END_OF_ATTACHMENT";

    /// <summary>Puts a script and its parameters together.</summary>
    /// <param name="file">File name of an embedded script (<c>install-k3s.sh</c>).</param>
    /// <param name="parameters">Names (upper case, digits and underscores) and values; the order doesn't matter.</param>
    /// <returns>Text for bash, without a first line that names an interpreter.</returns>
    /// <exception cref="ArgumentException">There is no such script, or a name can't be a shell variable.</exception>
    public static string Render(string file, params (string Name, string Value)[] parameters)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal))
            text.Append(Assignment(name, value)).Append('\n');
        text.Append(Body(Common)).Append('\n');
        foreach (var line in Body(file).TrimEnd('\n').Split('\n'))
        {
            var attach = line.StartsWith(AttachDirective, StringComparison.Ordinal);
            text.Append(attach ? Attachment(line[AttachDirective.Length..]) : line).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Quotes a text so that a POSIX shell reads it as one word, whatever is in it (but NUL, which no word can hold).</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>An embedded script as it stands in its file.</summary>
    /// <exception cref="ArgumentException">There is no such script.</exception>
    public static string Read(string file)
    {
        using var stream = typeof(RemoteScript).Assembly.GetManifestResourceStream(file)
            ?? throw new ArgumentException($"There is no embedded script '{file}'.", nameof(file));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string Assignment(string name, string value)
    {
        var valid = name.Length > 0 && !char.IsAsciiDigit(name[0])
            && name.All(character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character) || character == '_');
        if (!valid) throw new ArgumentException($"'{name}' can't name a parameter: use upper case, digits and underscores.", nameof(name));
        return $"{name}={Quote(value)}";
    }

    // The interpreter's line has no meaning in the middle of a text.
    private static string Body(string file)
    {
        var text = Read(file);
        return text.StartsWith("#!", StringComparison.Ordinal) ? text[(text.IndexOf('\n') + 1)..] : text;
    }

    // A file that the script writes on the node: a function of its name prints it (label-nodes.sh: label_nodes_sh).
    private static string Attachment(string file)
    {
        var function = file.Replace('-', '_').Replace('.', '_');
        return $"{function}() {{\n  cat <<'{EndOfAttachment}'\n{Read(file)}{EndOfAttachment}\n}}";
    }
}
