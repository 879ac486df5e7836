using System.Runtime.CompilerServices;
using Xunit;

namespace Infra.Tests;

/// <summary>Compares a text with the one in the folder Snapshots beside the test; with UPDATE_SNAPSHOTS=1 it writes that one.</summary>
internal static class Snapshot
{
    public static void Matches(string name, string text, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test)!, "Snapshots", name);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        Assert.True(File.Exists(path), $"There is no snapshot {path}: run the tests with UPDATE_SNAPSHOTS=1 and read what they write.");
        Assert.Equal(File.ReadAllText(path), text);
    }
}
