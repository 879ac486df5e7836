using System.Collections.Immutable;
using System.Text;
using Infra.Configuration;

namespace Infra.Rendering;

/// <summary>A folder that a plan's files go into: all of them, or none.</summary>
internal sealed class PlanFolder
{
    private readonly string _path;
    private readonly string _target;

    /// <summary>Looks whether a folder can take a plan.</summary>
    /// <param name="path">The folder. It needn't exist; an earlier plan in it will be replaced.</param>
    /// <exception cref="ConfigurationException">There is something else than a plan.</exception>
    public PlanFolder(string path)
    {
        _path = path;
        _target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (File.Exists(_target))
            throw new ConfigurationException($"--out '{path}' is a file: give a folder.");
        if (Directory.Exists(_target) && Foreign(_target) is { } foreign)
        {
            throw new ConfigurationException(
                $"--out '{path}' holds '{foreign}', which is no earlier plan's: give an empty folder, or one that doesn't exist yet.");
        }
    }

    /// <summary>Writes the files, in place of an earlier plan's.</summary>
    /// <param name="files">Paths below the folder, with <c>/</c>, and texts.</param>
    /// <exception cref="ConfigurationException">The folder can't be written.</exception>
    public void Write(ImmutableSortedDictionary<string, string> files)
    {
        var draft = $"{_target}.part";
        try
        {
            Remove(draft);
            foreach (var (name, text) in files)
            {
                var file = Path.Combine(draft, name.Replace('/', Path.DirectorySeparatorChar));
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            }

            Remove(_target);
            Directory.Move(draft, _target);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"--out '{_path}' can't be written: {exception.Message}");
        }
    }

    /// <summary>The first entry that no plan wrote.</summary>
    private static string? Foreign(string folder) => Directory.EnumerateFileSystemEntries(folder)
        .Select(entry => Path.GetFileName(entry))
        .Order(StringComparer.Ordinal)
        .FirstOrDefault(entry => !PlanFiles.TopEntries.Contains(entry));

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
