using System.Collections.Immutable;
using System.Text;
using Infra.Configuration;

namespace Infra.Rendering;

/// <summary>Writes a plan's files: all of them, or none.</summary>
internal static class PlanFolder
{
    /// <summary>Puts the files into a folder, in place of an earlier plan's.</summary>
    /// <param name="path">The folder; it is made if missing.</param>
    /// <param name="files">Paths below it, with <c>/</c>, and texts.</param>
    /// <exception cref="ConfigurationException">The folder holds something else than a plan, or can't be written.</exception>
    public static void Write(string path, ImmutableSortedDictionary<string, string> files)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var draft = $"{target}.part";
        CheckReplaceable(target, path);
        try
        {
            Remove(draft);
            foreach (var (name, text) in files)
            {
                var file = Path.Combine(draft, name.Replace('/', Path.DirectorySeparatorChar));
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            }

            Remove(target);
            Directory.Move(draft, target);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Remove(draft);
            throw new ConfigurationException($"--out '{path}' can't be written: {exception.Message}");
        }
    }

    /// <summary>Refuses to replace what isn't a plan.</summary>
    /// <exception cref="ConfigurationException">There is something else.</exception>
    public static void CheckReplaceable(string target, string path)
    {
        if (File.Exists(target))
            throw new ConfigurationException($"--out '{path}' is a file: give a folder.");
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any() && !File.Exists(Path.Combine(target, PlanFiles.PlanJson)))
            throw new ConfigurationException($"--out '{path}' holds other files than an earlier plan's: give an empty folder, or one that doesn't exist yet.");
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
