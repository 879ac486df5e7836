using System.Collections.Immutable;
using System.Text;
using Infra.Configuration;

namespace Infra.Verifying.Reports;

/// <summary>
/// Where results are written: a file <c>….json</c> or <c>….xml</c>, or a folder that gets <c>verify.json</c> and <c>verify.xml</c>.
/// </summary>
internal sealed class ReportFiles
{
    private readonly string _option;
    private readonly ImmutableArray<string> _paths;

    /// <summary>Looks whether the place can take them, before anything is asked.</summary>
    /// <param name="path">The file or folder. Folders on the way needn't exist; earlier results are replaced.</param>
    /// <exception cref="ConfigurationException">It can't.</exception>
    public ReportFiles(string path)
    {
        _option = path;
        var full = Path.GetFullPath(path);
        var isFile = Path.GetExtension(path).ToLowerInvariant() is ".json" or ".xml" && !Directory.Exists(full);
        if (!isFile && File.Exists(full))
            throw new ConfigurationException($"--out '{path}' is a file: give a folder, or a file that ends in .json or .xml.");
        _paths = isFile ? [full] : [Path.Combine(full, "verify.json"), Path.Combine(full, "verify.xml")];
        Attempt(() => Directory.CreateDirectory(Path.GetDirectoryName(_paths[0])!));
    }

    /// <summary>Writes the results.</summary>
    /// <exception cref="ConfigurationException">They can't be written.</exception>
    public void Write(string stack, ImmutableArray<LiveResult> results)
    {
        foreach (var path in _paths)
        {
            var text = path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
                ? ResultXml.Render(stack, results)
                : ResultJson.Render(stack, results);
            Attempt(() => File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)));
        }
    }

    private void Attempt(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"--out '{_option}' can't be written: {exception.Message}");
        }
    }
}
