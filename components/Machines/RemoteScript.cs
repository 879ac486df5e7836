using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Infra.Components.Machines;

/// <summary>
/// A script on a node, and its parameters: the functions that all scripts share, then the script itself, in one file that is named by its
/// content. Secrets are no parameters, as these stand in plans and in the node's process list; they go through standard input.
/// </summary>
public sealed class RemoteScript
{
    /// <summary>The folder on each machine, where <see cref="ScriptBundle"/> puts the scripts.</summary>
    public const string Folder = "/usr/local/lib/infra/scripts";

    private const string Interpreter = "#!/usr/bin/env bash\n";
    private const string Common = "common.sh";
    private const string AttachDirective = "# attach ";
    private const string IncludeDirective = "# include ";
    private const string EndOfAttachment = "END_OF_ATTACHMENT";
    private const int HashLength = 12;

    // Each is the same for every node.
    private static readonly ConcurrentDictionary<string, (string Text, string FileName)> Assembled = new(StringComparer.Ordinal);

    private readonly ImmutableSortedDictionary<string, string> _parameters;

    private RemoteScript(string file, ImmutableSortedDictionary<string, string> parameters)
    {
        _parameters = parameters;
        Name = Path.GetFileNameWithoutExtension(file);
        (Text, FileName) = Assembled.GetOrAdd(file, name =>
        {
            var text = Assemble(name);
            return (text, Address(Path.GetFileNameWithoutExtension(name), text));
        });
    }

    /// <summary>Its name (<c>install-k3s</c>).</summary>
    public string Name { get; }

    /// <summary>The whole file, in ASCII, without its parameters.</summary>
    public string Text { get; }

    /// <summary>The file's name on machines (<c>install-k3s-3fa94c21d0aa</c>): another text has another one.</summary>
    public string FileName { get; }

    /// <summary>The parameters, quoted for a shell, in the order of their names.</summary>
    public IEnumerable<string> Assignments => _parameters.Select(parameter => $"{parameter.Key}={Quote(parameter.Value)}");

    /// <summary>Names a script and its parameters.</summary>
    /// <param name="file">File name of an embedded script (<c>install-k3s.sh</c>).</param>
    /// <param name="parameters">Names (upper case, digits and underscores) and values; the order doesn't matter.</param>
    /// <exception cref="ArgumentException">There is no such script, or a name can't be a shell variable.</exception>
    public static RemoteScript Of(string file, params (string Name, string Value)[] parameters)
    {
        foreach (var (name, _) in parameters)
        {
            if (!IsVariable(name))
                throw new ArgumentException(
                    $"'{name}' can't name a parameter: use upper case, digits and underscores.", nameof(parameters));
        }

        return new RemoteScript(file, parameters.ToImmutableSortedDictionary(
            parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal));
    }

    /// <summary>Quotes a text so that a POSIX shell reads it as one word, whatever is in it (but NUL, which no word can hold).</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>An embedded file as it stands.</summary>
    /// <exception cref="ArgumentException">There is no such file.</exception>
    public static string Read(string file)
    {
        using var stream = typeof(RemoteScript).Assembly.GetManifestResourceStream(file)
            ?? throw new ArgumentException($"There is no embedded script '{file}'.", nameof(file));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>The embedded files that are parts of others, and run on their own nowhere.</summary>
    /// <param name="files">All embedded scripts.</param>
    internal static IEnumerable<string> Parts(IEnumerable<string> files) => files
        .SelectMany(file => Read(file).Split('\n'))
        .SelectMany(line => new[] { AttachDirective, IncludeDirective }
            .Where(directive => line.StartsWith(directive, StringComparison.Ordinal))
            .Select(directive => line[directive.Length..]))
        .Append(Common);

    /// <summary>A name, and the hash of a text, by which the text is found.</summary>
    internal static string Address(string name, string text) =>
        $"{name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashLength]}";

    private static bool IsVariable(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0])
        && name.All(character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character) || character == '_');

    private static string Assemble(string file)
    {
        var text = new StringBuilder(Interpreter).Append(Body(Common)).Append('\n');
        foreach (var line in Body(file).TrimEnd('\n').Split('\n'))
            text.Append(Expand(line)).Append('\n');
        return text.ToString();
    }

    private static string Expand(string line)
    {
        if (line.StartsWith(AttachDirective, StringComparison.Ordinal))
            return Attachment(line[AttachDirective.Length..]);
        // Text that several scripts share, in its place.
        return line.StartsWith(IncludeDirective, StringComparison.Ordinal) ? Body(line[IncludeDirective.Length..]).TrimEnd('\n') : line;
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
