using System.Runtime.CompilerServices;
using Xunit;

namespace Infra.Tests;

/// <summary>Compares a text with the one that was reviewed; with UPDATE_SNAPSHOTS=1 it writes that one.</summary>
internal static class Snapshot
{
    /// <summary>Compares with a file in the folder Snapshots beside the test.</summary>
    public static void Matches(string name, string text, [CallerFilePath] string test = "") =>
        MatchesFile(Path.Combine(Path.GetDirectoryName(test)!, "Snapshots", name), text);

    /// <summary>Compares with a file anywhere.</summary>
    public static void MatchesFile(string path, string text)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        Assert.True(File.Exists(path), $"There is no {path}: run the tests with UPDATE_SNAPSHOTS=1 and read what they write.");
        Assert.Equal(File.ReadAllText(path), text);
    }
}
